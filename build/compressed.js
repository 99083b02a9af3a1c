/** Compresses what is shipped as strongly as Brotli can; VS Code's Node reads it without a library. */
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** @param {Buffer} bytes */
export function compressed(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return promisify(brotliCompress)(bytes, { params });
}
