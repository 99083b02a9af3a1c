/**
 * XMP sidecars: the labels of an image as keywords, where digiKam, Lightroom and others look for them. Lightroom reads
 * the properties alike, but of JPEG and PNG inside the file only. [XMP sidecar] [XMP in files]
 */
import { createHash } from "node:crypto";
import type { ExportedImage } from "../labelIndex/port.ts";
import { formatObjectUri } from "../oss/address.ts";
import { labelPaths, labelsNow } from "./labelsNow.ts";
import { markedName, type PathPrefix, relativePath } from "./relativePath.ts";

/** The path of an image's sidecar below the folder: that of the image, and `.xmp`. */
export function sidecarPath({ object }: ExportedImage, prefix: PathPrefix): string {
  return `${relativePath(object, prefix)}.xmp`;
}

/**
 * Another path, for where the first is taken by the sidecar of another image: on many systems `A.jpg` and `a.jpg` are
 * one file.
 */
export function otherSidecarPath({ object }: ExportedImage, prefix: PathPrefix): string {
  const path = relativePath(object, prefix);
  const name = path.lastIndexOf("/") + 1;
  const identity = JSON.stringify([object.account, object.bucket, object.key]);
  return `${path.slice(0, name)}${markedName(path.slice(name), identity)}.xmp`;
}

/** The sidecar; `undefined` for an image without labels. */
export function sidecar(image: ExportedImage): string | undefined {
  return labelsNow(image).length > 0 ? sidecarText(image) : undefined;
}

/** The same, of an image without labels, too: it has lost what it had. */
export function sidecarText(image: ExportedImage): string {
  const names = labelsNow(image).map(({ name }) => name);
  const paths = labelPaths(image);
  const body = [
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about=""',
    '    xmlns:dc="http://purl.org/dc/elements/1.1/"',
    '    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"',
    '    xmlns:digiKam="http://www.digikam.org/ns/1.0/">',
    identifier(image),
    ...list("dc:subject", "Bag", names),
    ...list("lr:hierarchicalSubject", "Bag", joined(paths, "|", "｜")),
    ...list("digiKam:TagsList", "Seq", joined(paths, "/", "／")),
    "  </rdf:Description>",
    " </rdf:RDF>",
    "</x:xmpmeta>",
    '<?xpacket end="w"?>',
    "",
  ].join("\n");
  return `${packetStart}<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${toolkit(body)}">\n${body}`;
}

/**
 * Whose sidecar a file is: ours of this image, ours of another one, or something that another program or a person wrote
 * or changed, which must not be lost.
 */
export function sidecarOwner(text: string, image: ExportedImage): "this" | "other" | "foreign" {
  const start = ownStart.exec(text)?.[0];
  if (start === undefined) return "foreign";
  const body = text.slice(start.length);
  if (!start.includes(`"${toolkit(body)}"`)) return "foreign";
  return body.includes(`\n${identifier(image)}\n`) ? "this" : "other";
}

const packetStart = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n';
const ownStart =
  /^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>\n<x:xmpmeta xmlns:x="adobe:ns:meta\/" x:xmptk="OSS Image Labels [0-9a-f]{64}">\n/;

/** Says who wrote the sidecar, and tells whether anything was changed since. */
function toolkit(body: string): string {
  return `OSS Image Labels ${createHash("sha256").update(body).digest("hex")}`;
}

/** Accounts are names of this machine, so that the folder they are in tells them apart. */
function identifier({ object }: ExportedImage): string {
  return `   <dc:identifier>${escapeXml(formatObjectUri(object))}</dc:identifier>`;
}

/** A separator inside a name would make two names of it, so it becomes its full-width form. */
function joined(paths: readonly string[][], separator: string, inName: string): string[] {
  return paths.map((path) =>
    path.map((name) => name.replaceAll(separator, inName)).join(separator),
  );
}

function list(property: string, kind: "Bag" | "Seq", items: readonly string[]): string[] {
  const escaped = new Set(items.map(escapeXml).filter((item) => item !== ""));
  return [
    `   <${property}>`,
    `    <rdf:${kind}>`,
    ...[...escaped].map((item) => `     <rdf:li>${item}</rdf:li>`),
    `    </rdf:${kind}>`,
    `   </${property}>`,
  ];
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML cannot hold, and other control characters, are dropped. */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, "")
    .replace(/[&<>"']/g, (character) => references[character] ?? "");
}
