import type { Mask } from '../../../jobs/server/domain/mask';
import { bounded } from './bounded';

export interface Message {
  /** The first line: method and address, or the status. */
  line: string;
  headers: Headers;
  body: Uint8Array;
}

const isText = (type: string): boolean => /^text\/|json|xml|x-www-form-urlencoded|^$/.test(type);

/** A request or an answer as the log keeps it: masked first, so that no half of a secret is left where it is cut. */
export function described({ line, headers, body }: Message, mask: Mask): string {
  const type = headers.get('content-type') ?? '';
  const shown = isText(type)
    ? mask.text(Buffer.from(body).toString())
    : `(${type}, ${body.byteLength} bytes)`;
  const parts = [`${mask.text(line)}\n${mask.headers(headers)}`.trim(), shown];
  return bounded(parts.filter((part) => part !== '').join('\n\n'));
}
