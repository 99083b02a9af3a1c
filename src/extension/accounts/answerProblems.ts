/** What is wrong with an answer, in a sentence that says what to write instead. Knows no VS Code. */
import { completeKeys } from "../../credentials/accessKey.ts";
import { acceptedUri } from "../../credentials/uri.ts";
import type { Credentials } from "../../oss/account.ts";
import { isBucketName } from "../../oss/address.ts";
import { readEndpoint } from "../../oss/endpoint.ts";
import { type AccountAnswers, readBucketAnswer } from "./accountAnswers.ts";
import { needsBucket } from "./accountSteps.ts";

/** A sentence, or `undefined` when nothing is wrong. */
export type Problem = string | undefined;

/** A name that fits into a row of the tree. */
const longestName = 60;

/** `taken` are the names of the other accounts. */
export function nameProblem(text: string, taken: readonly string[]): Problem {
  const name = text.trim();
  if (name === "") return "Write a name; the tree shows it.";
  if (name.length > longestName) return `Write at most ${longestName} characters.`;
  if (/\p{Cc}/u.test(name)) return "Write the name on one line.";
  if (taken.includes(name)) return `There is an account named "${name}" already. Choose another.`;
  return undefined;
}

/** A name that is free: `OSS`, else `OSS 2` and so on. */
export function freeName(wish: string, taken: readonly string[]): string {
  let name = wish;
  for (let number = 2; taken.includes(name); number += 1) name = `${wish} ${number}`;
  return name;
}

export function bucketProblem(text: string, answers: AccountAnswers): Problem {
  const { bucket, prefix } = readBucketAnswer(text);
  if (text.trim() === "") {
    return needsBucket(answers)
      ? "Write the bucket that the domain leads to; it leads to no other."
      : undefined;
  }
  if (!isBucketName(bucket)) {
    return "A bucket has 3 to 63 of a–z, 0–9 and -. Write bucket or bucket/prefix.";
  }
  if (prefix.startsWith("/")) return "No object begins with /. Write bucket/prefix.";
  return undefined;
}

/** The bucket of a custom domain; it stands alone. */
export function domainBucketProblem(text: string): Problem {
  return isBucketName(text.trim())
    ? undefined
    : "A bucket has 3 to 63 of a–z, 0–9 and -. Write the bucket that the domain leads to.";
}

/** A domain of a bucket; empty takes it away. */
export function domainProblem(text: string): Problem {
  if (text.trim() === "") return undefined;
  try {
    const { kind } = readEndpoint(text);
    if (kind === "custom-domain" || kind === "path") return undefined;
    return "This is an address of OSS itself. Write the domain that is bound to the bucket, such as img.example.com.";
  } catch (error) {
    return (error as Error).message;
  }
}

export function roleProblem(text: string): Problem {
  return /^[\w.-]{0,64}$/.test(text.trim())
    ? undefined
    : "A RAM role has letters, digits, - and . alone. Leave it empty for the role that is attached.";
}

export function uriProblem(text: string): Problem {
  if (text.trim() === "") return "Write the address that answers with keys.";
  return problemOf(() => acceptedUri(text.trim()));
}

/** What was typed as AccessKey ID. */
export function accessKeyIdProblem(text: string): Problem {
  const typed = text.trim();
  if (typed === "") return "Write the AccessKey ID; it usually begins with LTAI.";
  // Secrets of RAM have 30 letters and digits; IDs are shorter, or begin with STS.
  if (/^(?!LTAI)[A-Za-z0-9]{30}$/.test(typed) && /[a-z]/.test(typed) && /[A-Z]/.test(typed)) {
    return "This looks like the secret. Write the AccessKey ID, which usually begins with LTAI.";
  }
  return keyProblem({ accessKeyId: typed });
}

/** `kept` are keys with the same ID whose secret stays when none is typed. */
export function accessKeySecretProblem(text: string, kept: Credentials | undefined): Problem {
  if (text.trim() !== "") return keyProblem({ accessKeySecret: text });
  return kept ? undefined : "Write the AccessKey secret that belongs to the ID.";
}

/** `kept` are keys with the same ID and secret whose token stays when none is typed. */
export function securityTokenProblem(
  text: string,
  { accessKeyId }: AccountAnswers,
  kept: Credentials | undefined,
): Problem {
  if (text.trim() !== "") return keyProblem({ securityToken: text });
  if (kept?.securityToken || !accessKeyId.trim().startsWith("STS.")) return undefined;
  return "A key that begins with STS. works only with its security token. Write it here.";
}

/** Checks one of the three; the others are given as if they were right. */
function keyProblem(typed: Partial<Credentials>): Problem {
  const right = { accessKeyId: "id", accessKeySecret: "secret", securityToken: "token" };
  return problemOf(() => completeKeys({ ...right, ...typed }, "the entry"));
}

function problemOf(check: () => unknown): Problem {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
