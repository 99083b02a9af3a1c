/** What the picture is of, in words, with the names standing out. */

import { useMemo } from "preact/hooks";
import { plainLine } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { mainSubject, subjectSentence } from "../../labels/subject.ts";

export function SubjectSentence({ labels }: { readonly labels: readonly Label[] }) {
  const parts = useMemo(() => sentenceParts(labels), [labels]);
  if (parts.length === 0) return null;
  return (
    <p class="sentence" title={parts.map(({ text }) => text).join("")}>
      {parts.map(({ text, isName }, index) =>
        isName ? (
          <strong key={index} dir="auto" lang={labels[0]?.language}>
            {text}
          </strong>
        ) : (
          text
        ),
      )}
    </p>
  );
}

interface SentencePart {
  readonly text: string;
  readonly isName: boolean;
}

function sentenceParts(labels: readonly Label[]): SentencePart[] {
  const sentence = subjectSentence(labels);
  const subject = mainSubject(labels);
  if (!sentence || !subject) return [];
  const names = [subject.label.name, subject.category].flatMap(
    (name) => plainLine(name ?? "") || [],
  );
  const parts: SentencePart[] = [];
  let rest = sentence;
  for (const name of names) {
    const at = rest.indexOf(name);
    if (at < 0) continue;
    parts.push({ text: rest.slice(0, at), isName: false }, { text: name, isName: true });
    rest = rest.slice(at + name.length);
  }
  return [...parts, { text: rest, isName: false }];
}
