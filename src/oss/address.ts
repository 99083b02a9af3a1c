/** Names an object: a bucket and a key. */
export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}
