import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startClub, type Club } from '../support/club';
import { rawConnection, rawRequest } from '../support/raw-request';
import { until } from '../support/until';

let club: Club;
/** Where Strapi puts the files of a request while it looks at them. */
const incoming = fs.mkdtempSync(path.join(os.tmpdir(), 'incoming-'));
const windowMs = 400;

beforeAll(async () => {
  club = await startClub({
    prepare(strapi) {
      const limits = strapi.config.get<object>('limits');
      strapi.config.set('limits', {
        ...limits,
        bodyWindowMs: windowMs,
        bodyBytesPerWindow: 1000,
        bodiesOfAddress: 3,
      });
      const body = strapi.config
        .get<(string | { name: string; config: { formidable: object } })[]>('middlewares')
        .find((each) => typeof each === 'object' && each.name === 'strapi::body');
      if (typeof body === 'object') Object.assign(body.config.formidable, { uploadDir: incoming });
      strapi.server.httpServer.headersTimeout = 500;
    },
  });
  for (const [name, content] of Object.entries(lying))
    fs.writeFileSync(path.join(club.strapi.dirs.static.public, name), content);
});
afterAll(async () => {
  await club.stop();
  fs.rmSync(incoming, { recursive: true });
});

const script = '<script>fetch("/admin/access-token", { method: "POST" })</script>';
/** Files that lie in the public folder, whoever put them there. */
const lying: Record<string, string | Buffer> = {
  'uploads/old.html': `<!doctype html>${script}`,
  'uploads/old.svg': `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
  'uploads/old.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`,
  'uploads/old.js': 'fetch("/admin/access-token")',
  'uploads/notes.pdf': '%PDF-1.4',
  'uploads/poster.webp': 'RIFF',
  'uploads/tape.mp3': Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251)),
  'page.html': `<!doctype html>${script}`,
  'robots.txt': 'User-agent: *',
};

describe('the public folder', () => {
  test.each([
    ['/uploads/old.html', true],
    ['/uploads/old.svg', true],
    ['/uploads/old.xhtml', true],
    ['/uploads/old.js', true],
    ['/uploads/notes.pdf', true],
    ['/page.html', true],
    ['/robots.txt', true],
    ['/%75ploads/old.html', true],
    ['/uploads%2fold.html', true],
    ['/uploads//old.html', true],
    ['/uploads/poster.webp', false],
    ['/uploads/tape.mp3', false],
  ])('%s runs no script; it is saved rather than shown: %s', async (address, saved) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await rawRequest(club, address, { method });
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-disposition']).toBe(saved ? 'attachment' : undefined);
      expect(headers['content-type']).not.toMatch(/html|javascript/);
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  test.each([
    '/uploads/../../package.json',
    '/uploads/%2e%2e%2f%2e%2e%2fpackage.json',
    '/uploads/none.png',
    '/uploads/',
    '/uploads/%',
    '/uploads/a%00b',
    '/uploads/.gitkeep',
  ])('%s is not found', async (address) => {
    expect((await rawRequest(club, address)).status).toBe(404);
  });

  test('no answer says what the club is made of', async () => {
    for (const address of ['/api/v1/events', '/api/v1/docs', '/api/events', '/none', '/uploads/tape.mp3'])
      expect((await rawRequest(club, address)).headers['x-powered-by']).toBeUndefined();
  });
});

describe('a range of an uploaded file', () => {
  const tape = '/uploads/tape.mp3';
  const ask = (headers: Record<string, string>, method = 'GET') =>
    rawRequest(club, tape, { method, headers });

  test.each([
    ['bytes=0-9', 'bytes 0-9/1000', 10],
    ['bytes=990-', 'bytes 990-999/1000', 10],
    ['bytes=-1', 'bytes 999-999/1000', 1],
    ['bytes=-1000', 'bytes 0-999/1000', 1000],
    ['bytes=0-99999999999999999999', 'bytes 0-999/1000', 1000],
    ['bytes=5-99999999999999999999', 'bytes 5-999/1000', 995],
  ])('%s is %s', async (range, contentRange, length) => {
    const { status, headers, body } = await ask({ range });
    expect([status, headers['content-range'], body.length]).toEqual([206, contentRange, length]);
    expect(headers['content-length']).toBe(String(length));
    const from = Number(/\d+/.exec(contentRange)?.[0]);
    expect(body.equals((lying['uploads/tape.mp3'] as Buffer).subarray(from, from + length))).toBe(true);
  });

  test('a suffix longer than the file is all of it', async () => {
    const { status, body } = await ask({ range: 'bytes=-5000' });
    expect([status, body.length]).toEqual([200, 1000]);
  });

  test.each(['bytes=1000-', 'bytes=99999999999999999999-', 'bytes=-0'])('%s cannot be had', async (range) => {
    const { status, headers } = await ask({ range });
    expect([status, headers['content-range']]).toEqual([416, 'bytes */1000']);
  });

  // RFC 9110, 14.2: several, other units and what is no range may be answered with all, or refused.
  test.each([
    'bytes=0-1,5-6',
    'items=0-1',
    'bytes',
    'bytes=',
    'bytes=x-y',
    'bytes=5-1',
    'bytes=1e3-',
    '=',
    'bytes=0-1,',
  ])('%s is answered with all of it, or refused', async (range) => {
    const { status, body } = await ask({ range });
    expect([200, 206, 416]).toContain(status);
    if (status === 200) expect(body).toHaveLength(1000);
  });

  test('validators decide whether the range is still of the same file', async () => {
    const { status, headers, body } = await ask({});
    expect([status, body.length, headers['accept-ranges']]).toEqual([200, 1000, 'bytes']);
    const { etag = '', 'last-modified': modified = '' } = headers;
    expect([etag, modified]).toEqual([expect.stringMatching(/"/), expect.stringMatching(/GMT$/)]);
    expect((await ask({ range: 'bytes=0-9', 'if-range': modified })).status).toBe(206);
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200);
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    expect((await ask({ 'if-modified-since': modified })).status).toBe(304);
    const head = await ask({ range: 'bytes=0-9' }, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '1000', 0]);
  });
});

describe('a body', () => {
  const head = (address: string, ...more: string[]) => [
    `POST ${address} HTTP/1.1`,
    'Host: club',
    'Content-Type: application/json',
    ...more,
    '',
    '',
  ];

  test('that stands still is given up, with an answer', async () => {
    const { socket, closed } = rawConnection(club, head('/api/events', 'Content-Length: 90000'));
    socket.write('{"data":');
    expect(await closed).toMatch(/^HTTP\/1\.1 408 [^]*The body of this request came too slowly/);
  });

  test('that stands still after its answer has gone is given up too', async () => {
    const { socket, closed } = rawConnection(club, head('/api/v1/events', 'Transfer-Encoding: chunked'));
    socket.write('5\r\n{"a":');
    expect(await closed).toMatch(/^HTTP\/1\.1 405/);
  });

  test('that comes slowly, but comes, is taken', async () => {
    const text = JSON.stringify({ data: { title: 'x'.repeat(20_000) } });
    const { socket, answered } = rawConnection(club, head('/api/events', `Content-Length: ${text.length}`));
    let sent = 0;
    const pace = setInterval(() => {
      socket.write(text.slice(sent, (sent += 1500)));
      if (sent >= text.length) clearInterval(pace);
    }, windowMs / 4);
    // Read to its end, and refused for what it asks.
    expect([401, 403]).toContain(await answered);
    socket.destroy();
  });

  test('beyond as many of one address waits for another time', async () => {
    const open = Array.from({ length: 3 }, () =>
      rawConnection(club, head('/api/events', 'Content-Length: 90000')),
    );
    const another = async () => {
      const { socket, answered } = rawConnection(club, [...head('/api/events', 'Content-Length: 2'), '{}']);
      const status = await answered;
      socket.destroy();
      return status;
    };
    await until(another, (status) => status === 503);
    for (const { socket } of open) socket.destroy();
    await until(another, (status) => status !== 503);
  });

  test.each([
    ['/api/events', 'application/json', 413],
    ['/graphql', 'application/json', 413],
    ['/api/events', 'application/x-www-form-urlencoded', 413],
    ['/api/events', 'text/plain', 413],
  ])('of 1.2 MB to %s as %s is refused', async (address, type, status) => {
    const answer = await fetch(club.url + address, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify({ query: 'x'.repeat(1_200_000) }),
    });
    expect(answer.status).toBe(status);
  });
});

describe('files in a request', () => {
  const send = async (address: string, authorization?: string, field = 'files') => {
    const form = new FormData();
    form.append(field, new Blob([Buffer.alloc(50_000)]), 'a.png');
    const answer = await fetch(club.url + address, {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
      body: form,
    });
    return answer.status;
  };

  test.each([
    ['to a route that takes none', '/api/events', 'Bearer none', 415],
    ['of nobody', '/api/upload', undefined, 401],
    ['of nobody in the panel', '/upload', undefined, 401],
    ['of somebody with a wrong token', '/api/upload', 'Bearer none', 401],
    ['of somebody with a wrong token in the panel', '/upload', 'Bearer none', 401],
  ])('%s leave nothing on the disk', async (_whose, address, authorization, status) => {
    for (const field of ['files', 'other']) {
      expect(await send(address, authorization, field)).toBe(status);
      await until(
        () => Promise.resolve(fs.readdirSync(incoming)),
        (left) => left.length === 0,
      );
    }
  });

  test('of more than may be uploaded at once are refused before they come', async () => {
    const { answered, socket } = rawConnection(club, [
      'POST /api/upload HTTP/1.1',
      'Host: club',
      'Authorization: Bearer none',
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 260000000',
      '',
      '',
    ]);
    expect(await answered).toBe(413);
    socket.destroy();
  });
});

describe('headers', () => {
  test('that do not end are not waited for', async () => {
    const { closed } = rawConnection(club, ['GET /api/v1/events HTTP/1.1', 'Host: club', 'X-Slow: ']);
    expect(await closed).toMatch(/^HTTP\/1\.1 408/);
  });

  test('of 20 KB are refused', async () => {
    expect(
      (await rawRequest(club, '/api/v1/events', { headers: { 'x-large': 'x'.repeat(20_000) } })).status,
    ).toBe(431);
  });
});
