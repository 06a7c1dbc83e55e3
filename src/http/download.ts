import type { Readable } from 'node:stream';
import parseRange from 'range-parser';
import { HttpError } from './errors';
import { isUnchanged, type Response } from './response';

/** A response whose body may be read while it is sent. */
export type StreamedResponse = Omit<Response, 'body'> & { body: Response['body'] | Readable };

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A file that is sent as it is read, whole or in parts. */
export interface Download {
  size: number;
  /** Content-Type. */
  type: string;
  /** With its quotes; equal tags mean equal bytes. */
  etag: string;
  /** ISO 8601. */
  lastModified?: string | undefined;
  headers?: Readonly<Record<string, string>>;
  /** Called at most once, and not at all where no bytes are sent. */
  open(range: ByteRange): Readable | Promise<Readable>;
}

/** What of a request for a file its response depends on. */
export interface DownloadRequest {
  method: string;
  range: string | undefined;
  ifRange: string | undefined;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
}

/** Whether what the client has of the file are parts of this one (RFC 9110, 13.1.5): by a strong tag or by the very time. */
function isSameFile(ifRange: string | undefined, { etag, lastModified }: Download): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return ifRange === etag;
  return lastModified !== undefined && new Date(lastModified).toUTCString() === ifRange;
}

/** range-parser takes what is malformed for a range beyond the file. */
const wellFormed = /^bytes=[ \t]*(\d+-\d*|-\d+)[ \t]*(,[ \t]*(\d+-\d*|-\d+)[ \t]*)*$/;

/** A suffix longer than the file means all of it (RFC 9110, 14.1.3), which range-parser refuses. */
const suffix = /^bytes=-0*[1-9]\d*$/;

/**
 * The part that a request asks for; null for all of the file, which is also the answer to several ranges and to a malformed one
 * (RFC 9110, 14.2).
 *
 * @throws HttpError 416 for a range beyond the file
 */
export function rangeOf(request: DownloadRequest, file: Download): ByteRange | null {
  const { method, range, ifRange } = request;
  if (method !== 'GET' || range === undefined || !wellFormed.test(range) || !isSameFile(ifRange, file))
    return null;
  const parsed = parseRange(file.size, range, { combine: true });
  if (parsed === -1) {
    if (suffix.test(range) && file.size > 0) return { start: 0, end: file.size - 1 };
    throw new HttpError(416, 'The file has no such range', {
      headers: { 'Content-Range': `bytes */${file.size}` },
    });
  }
  if (parsed === -2 || parsed.type !== 'bytes') return null;
  const [first, ...others] = parsed;
  return first && others.length === 0 ? { start: first.start, end: first.end } : null;
}

/**
 * The response to a request for a file: 200, 206 for a part, 304 if the client has it.
 *
 * @param cacheControl its route's
 * @throws HttpError 416
 */
export async function renderDownload(
  file: Download,
  request: DownloadRequest,
  cacheControl: string,
): Promise<StreamedResponse> {
  const { size, type, etag, lastModified } = file;
  const validators = {
    ETag: etag,
    ...(lastModified !== undefined && { 'Last-Modified': new Date(lastModified).toUTCString() }),
    'Cache-Control': cacheControl,
    ...file.headers,
  };
  if (isUnchanged({ etag, lastModified }, request)) return { status: 304, headers: validators, body: '' };
  const range = rangeOf(request, file);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const headers = {
    ...validators,
    'Content-Type': type,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(end - start + 1),
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  };
  const body = request.method === 'HEAD' || size === 0 ? '' : await file.open({ start, end });
  return { status: range ? 206 : 200, headers, body };
}
