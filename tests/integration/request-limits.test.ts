import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startClub, type Club } from '../support/club';
import { rawConnection, rawRequest } from '../support/raw-request';
import { describeBodies } from '../support/request-limits/bodies';
import { describeFiles } from '../support/request-limits/files';
import { authorizationsOf } from '../support/request-limits/requests';

let club: Club;
const authorizations = { program: '', reader: '', member: '', staff: '' };
/** Where Strapi puts the files of a request while it looks at them. */
const incoming = fs.mkdtempSync(path.join(os.tmpdir(), 'incoming-'));
const windowMs = 1000;

beforeAll(async () => {
  club = await startClub({
    graphql: true,
    env: { TRUST_PROXY: '1' },
    prepare(strapi) {
      const limits = strapi.config.get<object>('limits');
      strapi.config.set('limits', {
        ...limits,
        bodyWindowMs: windowMs,
        bodyBytesPerWindow: 1000,
        bodyParsedMs: 300,
        bodiesOfAddress: 3,
        uploadBytesUnderWay: 250_000_000,
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
  Object.assign(authorizations, await authorizationsOf(club));
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

const stage = { club: () => club, authorizations, incoming, windowMs };
describeBodies(stage);
describeFiles(stage);

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
