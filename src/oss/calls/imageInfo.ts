/** Asks for the pixels and format of an image. [Image information] */
import * as z from "zod/mini";
import type { ObjectAddress } from "../address.ts";
import type { RequestRunner } from "../request.ts";
import { failure, jsonOf } from "./responseBody.ts";

export interface ImageInfo {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** `jpg`, `png`… */
  readonly format: string;
  /** Bytes of the object. */
  readonly size: number;
}

const maxBytes = 1_000_000;

/** All values are strings, even numbers. */
const whole = z.pipe(
  z.object({ value: z.string().check(z.regex(/^\s*\d{1,15}\s*$/)) }),
  z.transform(({ value }) => Number(value)),
);

const infoSchema = z.object({
  ImageWidth: whole,
  ImageHeight: whole,
  Format: z.object({ value: z.string() }),
  FileSize: whole,
});

export async function imageInfo(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<ImageInfo> {
  const result = await runner.run(
    {
      name: "imageInfo",
      method: "GET",
      bucket,
      key,
      query: [["x-oss-process", "image/info"]],
      headers: { "accept-encoding": "gzip" },
      maxBytes,
      retry: "idempotent",
    },
    signal,
  );
  const info = infoSchema.safeParse(jsonOf(result).json);
  if (!info.success) throw failure(result, "unreadable-answer");
  const { ImageWidth, ImageHeight, Format, FileSize } = info.data;
  return { width: ImageWidth, height: ImageHeight, format: Format.value, size: FileSize };
}
