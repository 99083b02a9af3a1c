/** The two ways to write when a request was signed (OSS help, "0002-00000502"). */

/** `yyyymmddThhmmssZ`; `undefined` for another form or a day that does not exist. */
export function readTimestamp(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const date = readDate(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return date && dayOf(date) === text.slice(0, 8) ? date : undefined;
}

/** `Tue, 20 Dec 2022 08:48:18 GMT`. */
export function readHttpDate(text: string): Date | undefined {
  const isWritten = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text);
  return isWritten ? readDate(text) : undefined;
}

/** The UTC day as `yyyymmdd`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

function readDate(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
