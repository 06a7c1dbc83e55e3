import { Readable } from 'node:stream';
import { renderDownload, type DownloadRequest } from './download';

const content = Buffer.from('0123456789');
const lastModified = '2026-11-21T20:00:00.500Z';
const opened: object[] = [];
const file = {
  size: content.length,
  type: 'audio/mpeg',
  etag: '"v1"',
  lastModified,
  headers: { 'Content-Disposition': 'inline' },
  open: ({ start, end }: { start: number; end: number }) => {
    opened.push({ start, end });
    return Readable.from([content.subarray(start, end + 1)]);
  },
};
const unconditional: DownloadRequest = {
  method: 'GET',
  range: undefined,
  ifRange: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
};

async function render(request: Partial<DownloadRequest>, of: typeof file = file) {
  const { status, headers, body } = await renderDownload(of, { ...unconditional, ...request }, 'private');
  const chunks: Buffer[] = [];
  if (body instanceof Readable) for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array));
  return {
    status,
    range: headers['Content-Range'],
    length: headers['Content-Length'],
    text: String(Buffer.concat(chunks)),
  };
}

const whole = { status: 200, range: undefined, length: '10', text: '0123456789' };
const part = (start: number, end: number) => ({
  status: 206,
  range: `bytes ${start}-${end}/10`,
  length: String(end - start + 1),
  text: String(content.subarray(start, end + 1)),
});

it.each<[string, ReturnType<typeof part> | typeof whole]>([
  ['bytes=0-0', part(0, 0)],
  ['bytes=2-4', part(2, 4)],
  ['bytes=2-', part(2, 9)],
  ['bytes=2-99', part(2, 9)],
  ['bytes=-3', part(7, 9)],
  ['bytes=-99', part(0, 9)],
  ['bytes=0-1,2-3', part(0, 3)],
  ['bytes=0-1,5-6', whole],
  ['bytes=', whole],
  ['bytes=a-b', whole],
  ['bytes=1', whole],
  ['lines=1-2', whole],
])('%s', async (range, expected) => {
  expect(await render({ range })).toEqual(expected);
});

it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=99999999999999999999-'])(
  '%s is beyond the file',
  async (range) => {
    await expect(render({ range })).rejects.toMatchObject({
      status: 416,
      headers: { 'Content-Range': 'bytes */10' },
    });
  },
);

it('has no range of an empty file', async () => {
  const empty = { ...file, size: 0 };
  expect(await render({}, empty)).toEqual({ status: 200, range: undefined, length: '0', text: '' });
  await expect(render({ range: 'bytes=-5' }, empty)).rejects.toMatchObject({ status: 416 });
});

it('gives a part only of the file that the client has the rest of', async () => {
  const range = 'bytes=0-0';
  for (const ifRange of ['"v1"', new Date(lastModified).toUTCString()])
    expect((await render({ range, ifRange })).status).toBe(206);
  for (const ifRange of ['"v2"', 'W/"v1"', new Date(0).toUTCString()])
    expect((await render({ range, ifRange })).status).toBe(200);
});

it('opens no file that it does not send', async () => {
  opened.length = 0;
  expect(await render({ method: 'HEAD', range: 'bytes=0-0' })).toEqual({ ...whole, text: '' });
  expect((await render({ ifNoneMatch: '"v1"' })).status).toBe(304);
  expect((await render({ ifModifiedSince: new Date(lastModified).toUTCString() })).status).toBe(304);
  expect(opened).toEqual([]);
});
