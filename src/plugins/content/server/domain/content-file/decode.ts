import { isUtf8 } from 'node:buffer';

/** Bytes that cannot be decoded; the message follows the name of the file. */
export class DecodingError extends Error {
  override name = 'DecodingError';
}

export interface TextDecoding {
  /** The text of the next bytes up to the last complete character. @throws DecodingError */
  push(bytes: Uint8Array): string;
  /** @throws DecodingError if the bytes end within a character */
  end(): void;
}

const byteOrderMark = '\ufeff';
const lost = '\ufffd';
const advice = 'save the file as UTF-8';

/**
 * Decodes UTF-8 in chunks, and reports the position of the first invalid byte: Node's decoders either insert U+FFFD or do
 * not report where.
 */
export function createTextDecoding(): TextDecoding {
  let pending: Uint8Array = new Uint8Array();
  let isFirst = true;
  let read = 0;
  let line = 1;

  function errorAt(bytes: Uint8Array, at: number): DecodingError {
    const lines = line + newlinesIn(bytes.subarray(0, at));
    const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    return new DecodingError(`is not UTF-8 at line ${lines}, byte ${read + at + 1} (0x${byte}): ${advice}`);
  }

  return {
    push(bytes) {
      const all = pending.length > 0 ? Buffer.concat([pending, bytes]) : bytes;
      if (isFirst && all.length < 2) {
        pending = all;
        return '';
      }
      if (isFirst && isUtf16(all)) throw new DecodingError(`is UTF-16: ${advice}`);
      const whole = all.subarray(0, all.length - incompleteAtEnd(all));
      pending = all.slice(whole.length);
      if (!isUtf8(whole)) throw errorAt(whole, firstInvalid(whole));
      const text = Buffer.from(whole).toString('utf8');
      read += whole.length;
      line += newlinesIn(whole);
      const isStart = isFirst;
      if (whole.length > 0) isFirst = false;
      return isStart && text.startsWith(byteOrderMark) ? text.slice(1) : text;
    },
    end() {
      if (pending.length > 0 && !isUtf8(pending)) throw errorAt(pending, firstInvalid(pending));
    },
  };
}

/** By its byte order mark, or by the zero byte beside the first character of any JSON in UTF-16. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff) ||
  (first === 0) !== (second === 0);

const newlinesIn = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
};

function incompleteAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** The first U+FFFD that a lenient decoder inserts and that is not in the bytes themselves. */
function firstInvalid(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let at = 0;
  let from = 0;
  for (;;) {
    const found = text.indexOf(lost, from);
    if (found < 0) return at;
    at += Buffer.byteLength(text.slice(from, found));
    const stands = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
    if (!stands) return at;
    at += 3;
    from = found + 1;
  }
}
