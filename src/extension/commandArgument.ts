/** What menus, key bindings and programs hand a command, read once, where it comes in. */

/** What a listing told of an object. */
export interface ListedBytes {
  readonly size: number;
  readonly etag: string;
  readonly lastModified?: Date;
  readonly storageClass?: string;
  readonly restore?: string;
}

/** A node of the tree by what it stands for. */
export interface NodeArgument {
  readonly account: string;
  /** Absent for an account. */
  readonly bucket?: string;
  /** Of a bucket (empty) or a prefix (ends in `/`). */
  readonly prefix?: string;
  /** Of an object. */
  readonly key?: string;
  /** Of an object: what its listing told of its bytes, where it told something. */
  readonly listed?: ListedBytes;
}

/** A node of the tree as its menus hand it over; `undefined` for anything else. A row of text stands for its parent. */
export function readNode(argument: unknown): NodeArgument | undefined {
  const { kind, account, bucket, prefix, object, setting, parent } = fieldsOf(argument);
  switch (kind) {
    case "account": {
      const { name } = fieldsOf(setting);
      return typeof name === "string" ? { account: name } : undefined;
    }
    case "bucket":
    case "prefix":
      if (typeof account !== "string" || typeof bucket !== "string") return undefined;
      return typeof prefix === "string" ? { account, bucket, prefix } : undefined;
    case "object": {
      const { key, size, etag, lastModified, storageClass, restore } = fieldsOf(object);
      if (typeof account !== "string" || typeof bucket !== "string") return undefined;
      if (typeof key !== "string") return undefined;
      const isListed = typeof size === "number" && typeof etag === "string";
      if (!isListed) return { account, bucket, key };
      const listed = {
        ...{ size, etag },
        ...(lastModified instanceof Date && { lastModified }),
        ...(typeof storageClass === "string" && { storageClass }),
        ...(typeof restore === "string" && { restore }),
      };
      return { account, bucket, key, listed };
    }
    case "more":
    case "note":
      return readNode(parent);
    default:
      return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A key binding's `args` come as one argument, also when they are a list. JSON has `null` for what is left out. */
export function argumentsOf(given: readonly unknown[]): [unknown, unknown, unknown] {
  const [first, second, third] = given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
  return [first ?? undefined, second ?? undefined, third ?? undefined];
}
