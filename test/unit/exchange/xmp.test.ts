import assert from "node:assert/strict";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { otherSidecarPath, sidecar, sidecarOwner, sidecarPath } from "../../../src/exchange/xmp.ts";
import { hostileNames, label } from "../labels/label.ts";
import { coat, empty, imageOf, randomImages, unlabelled } from "./images.ts";

/** The items of each list, as a reader of XML has them. */
function listsOf(text: string): Record<string, unknown> {
  assert.equal(XMLValidator.validate(text), true);
  const parser = new XMLParser({ isArray: (name) => name === "rdf:li", parseTagValue: false });
  const description = parser.parse(text)["x:xmpmeta"]["rdf:RDF"]["rdf:Description"];
  return {
    subject: description["dc:subject"]["rdf:Bag"]["rdf:li"],
    hierarchical: description["lr:hierarchicalSubject"]["rdf:Bag"]["rdf:li"],
    tags: description["digiKam:TagsList"]["rdf:Seq"]["rdf:li"],
  };
}

describe("a sidecar", () => {
  it("has the labels as keywords, and their paths as hierarchies", () => {
    const text = sidecar(coat) ?? "";
    const [packet, meta, ...rest] = text.split("\n");
    assert.equal(packet, '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>');
    assert.match(meta ?? "", /^<x:xmpmeta .* x:xmptk="OSS Image Labels [0-9a-f]{64}">$/);
    assert.equal(
      rest.join("\n"),
      ` <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:digiKam="http://www.digikam.org/ns/1.0/">
   <dc:identifier>oss://photos/2026/coat.jpg</dc:identifier>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>Outerwear</rdf:li>
     <rdf:li>Winter</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Clothing|Outerwear</rdf:li>
     <rdf:li>Winter</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <digiKam:TagsList>
    <rdf:Seq>
     <rdf:li>Clothing/Outerwear</rdf:li>
     <rdf:li>Winter</rdf:li>
    </rdf:Seq>
   </digiKam:TagsList>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`,
    );
  });

  it("is none for an image without labels", () => {
    assert.equal(sidecar(empty), undefined);
    assert.equal(sidecar(unlabelled), undefined);
  });

  it("keeps a hidden label as a link between others", () => {
    const image = {
      ...imageOf("a.jpg", [
        label("Animal", { level: 1, confidence: 0.9 }),
        label("Dog", { level: 2, parent: "Animal", confidence: 0.8 }),
        label("Puppy", { level: 3, parent: "Dog", confidence: 0.7 }),
      ]),
      corrections: { hidden: ["DOG"], added: [] },
    };
    assert.deepEqual(listsOf(sidecar(image) ?? ""), {
      subject: ["Animal", "Puppy"],
      hierarchical: ["Animal", "Animal|Dog|Puppy"],
      tags: ["Animal", "Animal/Dog/Puppy"],
    });
  });

  it("takes separators in names for no hierarchy, and control characters out", () => {
    const image = imageOf("a.jpg", [
      label("a|b/c"),
      label("z\u0000d\u001b<&>\"'"),
      label("\u0007"),
    ]);
    assert.deepEqual(listsOf(sidecar(image) ?? ""), {
      subject: ["a|b/c", "zd<&>\"'"],
      hierarchical: ["a｜b/c", "zd<&>\"'"],
      tags: ["a|b／c", "zd<&>\"'"],
    });
  });

  it("is XML, whatever names and keys are like", () => {
    for (const name of [...hostileNames, "]]>", "\ufffe", "\ud83d\ude00", "-->"]) {
      const text = sidecar(imageOf(`${name}.jpg`, [label(`x${name}`)], [`y${name}`])) ?? "";
      const { subject } = listsOf(text);
      assert.equal(Array.isArray(subject) && subject.length, 2, name);
    }
    for (const image of randomImages(21, 60)) {
      const text = sidecar(image);
      if (text !== undefined) assert.equal(XMLValidator.validate(text), true);
    }
  });

  it("is beside its image, and elsewhere where another one is there already", () => {
    assert.equal(sidecarPath(coat, ""), "2026/coat.jpg.xmp");
    assert.equal(sidecarPath(coat, "bucket"), "photos/2026/coat.jpg.xmp");
    assert.match(otherSidecarPath(coat, ""), /^2026\/coat~[0-9a-f]{8}\.jpg\.xmp$/);
  });

  it("is known again as long as nobody has changed it", () => {
    const text = sidecar(coat) ?? "";
    const other = imageOf("2026/Coat.jpg", [label("Coat")]);
    assert.equal(sidecarOwner(text, coat), "this");
    assert.equal(
      sidecarOwner(text, { ...coat, corrections: { hidden: [], added: ["x"] } }),
      "this",
    );
    assert.equal(sidecarOwner(text, other), "other");
    for (const changed of [
      text.replace("Winter", "Summer"),
      text.replace("OSS Image Labels", "XMP Core 6.0"),
      `${text} `,
      text.replace("\ufeff", ""),
      "",
      '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Image::ExifTool 12.99"/>',
    ]) {
      assert.equal(sidecarOwner(changed, coat), "foreign");
    }
  });
});
