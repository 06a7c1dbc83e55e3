import dns from 'node:dns';
import dnsPromises from 'node:dns/promises';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { dirname, resolve } from 'node:path';
import { fetch } from 'undici';
import { z } from 'zod';
import { createPublicAgent, fetchFromPublic, isPublicAddress, type FetchFile } from './public-fetch';

test.each([
  [['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'], true],
  [['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.0.0.8'], false],
  [
    [
      '192.168.1.1',
      '198.18.0.1',
      '203.0.113.1',
      '168.63.129.16',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    false,
  ],
  [['::', '::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', 'fc00::1', 'fe80::1', 'ff02::1'], false],
  [['2002:7f00:1::', '::7f00:1', '100:0:0:1::1', '4000::1', 'e000::1', '', 'localhost'], false],
])('%j are public: %s', (addresses, isPublic) => {
  for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, isPublic]);
});

describe('an agent for public addresses', () => {
  let server: http.Server;
  let port: number;
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      seen.push(request.url);
      const target = new URL(request.url ?? '/', 'http://club.test').searchParams.get('to');
      if (target !== null) response.writeHead(302, { location: target });
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '0.0.0.0', done));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise((done) => server.close(done)));
  beforeEach(() => void seen.splice(0));

  test.each(['127.0.0.1', '127.1', '2130706433', '0.0.0.0', '0', 'localhost', '[::ffff:127.0.0.1]'])(
    'asks nothing of %s',
    async (host) => {
      const dispatcher = createPublicAgent();
      await expect(fetch(`http://${host}:${port}/`, { dispatcher })).rejects.toThrow('fetch failed');
      await dispatcher.destroy();
      expect(seen).toEqual([]);
    },
  );

  test.each([
    ['/', 200, ['/']],
    ['/?to=/other', 200, ['/?to=/other', '/other']],
    ['/?to=http://127.0.0.2:PORT/other', null, ['/?to=http://127.0.0.2:PORT/other']],
    ['/?to=http://0.0.0.0:PORT/other', null, ['/?to=http://0.0.0.0:PORT/other']],
  ])('asks for %s, and for what it leads to where that is public, too', async (path, status, asked) => {
    const here = (text: string): string => text.replace('PORT', String(port));
    const dispatcher = createPublicAgent((address) => address === '127.0.0.1');
    const request = fetch(`http://127.0.0.1:${port}${here(path)}`, { dispatcher });
    const answered = await request.then(({ status: number }) => number).catch(() => null);
    await dispatcher.destroy();
    expect([answered, seen]).toEqual([status, asked.map(here)]);
  });

  test('asks nothing of a name one of whose addresses is not public', async () => {
    const found = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
    const twoAddresses = (_name: string, _options: object, done: (...answer: unknown[]) => void): void =>
      done(null, found);
    const lookup = jest.spyOn(dns, 'lookup').mockImplementation(twoAddresses as never);
    const dispatcher = createPublicAgent((address) => address === '127.0.0.1');
    await expect(fetch(`http://two.test:${port}/`, { dispatcher })).rejects.toThrow('fetch failed');
    await dispatcher.destroy();
    lookup.mockRestore();
    expect(seen).toEqual([]);
  });
});

const strapisService = resolve('node_modules/@strapi/upload/dist/server/services/file.js');

describe('an upload by URL', () => {
  let server: http.Server;
  let origin: string;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      const disposition = new URL(request.url ?? '/', 'http://club.test').searchParams.get('as');
      if (disposition !== null) response.setHeader('content-disposition', disposition);
      if (request.url !== '/hangs') response.end('content');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    // Strapi's own look at the address, which knows loopback.
    jest
      .spyOn(dnsPromises, 'lookup')
      .mockImplementation(() => Promise.resolve({ address: '93.184.215.14', family: 4 } as never));
  });
  afterAll(() => new Promise((done) => server.close(done)));

  /** Strapi's own function within the club's, in a club with this request. */
  function fetcher(context?: object) {
    const log = { warn: jest.fn(), debug: jest.fn() };
    const club = { fetch: globalThis.fetch, log, requestContext: { get: () => context } } as never;
    Object.assign(globalThis, { strapi: club });
    const { fetchUrlToInputFile } = jest.requireActual<{ fetchUrlToInputFile: FetchFile }>(strapisService);
    return { log, fetchFile: fetchFromPublic(club, fetchUrlToInputFile, () => true) };
  }

  test.each([
    ['/photo.jpg', 'photo.jpg'],
    ['/x/..%2F..', '../..'],
    ['/%2e%2e%2f', '../'],
    ['/a%00.png', 'a\0.png'],
    ['/%', 'untitled'],
    ['/', 'untitled'],
    ['/?as=attachment;filename=".."', '..'],
    ['/?as=attachment;filename="../../etc/x"', '../../etc/x'],
    [`/?as=attachment;filename="${'x'.repeat(300)}"`, 'x'.repeat(300)],
    ["/?as=attachment;filename*=UTF-8''%25C3%25A9.png", 'é.png'],
    ['/photo.jpg?as=;;', 'untitled'],
  ])('%s is written to no path that another server says, and called %j', async (path, name) => {
    const folder = fs.mkdtempSync(`${os.tmpdir()}/by-address-`);
    const working = fs.mkdtempSync(`${folder}/working-`);
    fs.writeFileSync(`${folder}/precious`, '');
    const { fetchFile } = fetcher();
    const { file } = await fetchFile(origin + path, working);
    expect(file.originalFilename).toBe(name);
    const { filepath } = z.object({ filepath: z.string() }).parse(file);
    expect([dirname(filepath), fs.readFileSync(filepath, 'utf8')]).toEqual([working, 'content']);
    expect(fs.existsSync(`${folder}/precious`)).toBe(true);
    fs.rmSync(folder, { recursive: true });
  });

  test('is aborted when the client disconnects, and logged without a password', async () => {
    const res = new EventEmitter();
    const { fetchFile, log } = fetcher({ res });
    const working = fs.mkdtempSync(`${os.tmpdir()}/by-address-`);
    const asked = once(server, 'request');
    const fetched = fetchFile(`${origin}/hangs`, working);
    const failed = expect(fetched).rejects.toThrow('Could not be fetched');
    const [{ socket }] = z.tuple([z.custom<http.IncomingMessage>(), z.unknown()]).parse(await asked);
    const closed = once(socket, 'close');
    res.emit('close');
    await Promise.all([failed, closed]);
    await expect(fetchFile(origin.replace('//', '//me:secret@'), working)).rejects.toThrow();
    expect(log.warn).toHaveBeenCalledTimes(2);
    expect(log.warn.mock.calls.flat().join()).not.toContain('secret');
    fs.rmSync(working, { recursive: true });
  });
});
