import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { rawConnection } from '../raw-request';
import { until } from '../until';
import { head, headOf, honestOf, json, multipart, partOf, type Stage } from './requests';

/** Bodies that are slow, too long, too many, malformed, or answered before they have come. */
export function describeBodies({ club, authorizations, windowMs }: Stage): void {
  const { statusOfHonest, untilTaken } = honestOf(club);

  describe('a body', () => {
    test('that stands still is given up, with an answer', async () => {
      const { socket, closed } = rawConnection(club(), head('/api/events', 'Content-Length: 90000'));
      socket.write('{"data":');
      expect(await closed).toMatch(/^HTTP\/1\.1 408 [^]*The body of this request came too slowly/);
    });

    test('that stands still after its answer has gone is given up too', async () => {
      const { socket, closed } = rawConnection(club(), head('/api/v1/events', 'Transfer-Encoding: chunked'));
      socket.write('5\r\n{"a":');
      expect(await closed).toMatch(/^HTTP\/1\.1 405/);
    });

    test('that comes slowly, but comes, is taken', async () => {
      const text = JSON.stringify({ data: { title: 'x'.repeat(20_000) } });
      const { socket, answered } = rawConnection(
        club(),
        head('/api/events', `Content-Length: ${text.length}`),
      );
      let sent = 0;
      const pace = setInterval(() => {
        socket.write(text.slice(sent, (sent += 1500)));
        if (sent >= text.length) clearInterval(pace);
      }, windowMs / 4);
      // Read to its end, and refused for what it asks.
      expect([401, 403]).toContain(await answered);
      socket.destroy();
    });

    test('that goes on coming after its answer has gone is given up too', async () => {
      // The body of a reading request is not read.
      const chunked = headOf('GET', '/api/nothing', json, 'Transfer-Encoding: chunked');
      const { socket, closed } = rawConnection(club(), chunked);
      const pace = setInterval(() => socket.write(`4e20\r\n${' '.repeat(20_000)}\r\n`), windowMs / 4);
      expect(await closed).toMatch(/^HTTP\/1\.1 404/);
      clearInterval(pace);
    });

    const holding = (headers: string[]) =>
      Array.from({ length: 3 }, (_, index) =>
        rawConnection(
          club(),
          head('/api/events', 'Content-Length: 90000', headers[index] ?? headers[0] ?? 'X: x'),
        ),
      );

    test('beyond as many of one address waits for another time', async () => {
      const open = holding([]);
      await until(
        () => statusOfHonest(),
        (status) => status === 503,
      );
      for (const { socket } of open) socket.destroy();
      await untilTaken();
    });

    test('of one network counts as of one address, whoever else sends some', async () => {
      const from = (address: string) => `X-Forwarded-For: ${address}`;
      const open = holding(['2001:db8::1', '2001:db8::2', '2001:db8::3:4'].map(from));
      await until(
        () => statusOfHonest(from('2001:db8::5')),
        (status) => status === 503,
      );
      for (const other of ['2001:db8:0:1::1', '198.51.100.1'])
        expect(await statusOfHonest(from(other))).not.toBe(503);
      for (const { socket } of open) socket.destroy();
    });

    test('of staff is taken while strangers at the same address send too many', async () => {
      const open = holding([]);
      await until(
        () => statusOfHonest(),
        (status) => status === 503,
      );
      expect(await statusOfHonest(`Authorization: ${authorizations.staff}`)).not.toBe(503);
      for (const { socket } of open) socket.destroy();
      await untilTaken();
    });

    test.each<[string, number[], string[], string]>([
      ['too long by its length', [413], head('/api/events', 'Content-Length: 2000000'), '{'],
      [
        'too long as it comes',
        [413],
        headOf('POST', '/api/events', 'Content-Type: text/plain', 'Transfer-Encoding: chunked'),
        `fa00\r\n${'x'.repeat(64_000)}\r\n`,
      ],
      [
        'in an encoding that nobody knows',
        [415],
        head('/api/events', 'Content-Encoding: zstd', 'Content-Length: 9'),
        '{',
      ],
      [
        'not in its encoding',
        [400],
        head('/api/events', 'Content-Encoding: gzip', 'Content-Length: 90'),
        'no gzip, as anybody can see',
      ],
      [
        'of a method that is not possible',
        [405],
        headOf('DELETE', '/api/events', json, 'Content-Length: 9'),
        '{',
      ],
      ['of a method that is none', [501], headOf('PROPFIND', '/api/events', json, 'Content-Length: 9'), '{'],
      ['of a deletion', [401, 403], headOf('DELETE', '/api/events/none', json, 'Content-Length: 9'), '{'],
      ['of a reading request', [200, 403], headOf('GET', '/api/events', json, 'Content-Length: 9'), '{'],
      [
        'of files that nobody knows the sender of',
        [401],
        headOf('POST', '/api/upload', multipart, 'Authorization: Bearer none', 'Content-Length: 9000'),
        partOf('a.png', 'x'),
      ],
      ['too slow', [408], head('/api/events', 'Content-Length: 9'), '{'],
    ])('%s, and answered before it has come, counts no longer', async (_name, statuses, lines, start) => {
      for (let round = 0; round < 4; round += 1) {
        const sent = Array.from({ length: 3 }, () => {
          const connection = rawConnection(club(), lines);
          connection.socket.write(start);
          return connection;
        });
        const answers = await Promise.all(sent.map(({ answered }) => answered));
        // On a busy machine any of them may be too slow.
        for (const answer of answers) expect([...statuses, 408]).toContain(answer);
        for (const { socket } of sent) socket.destroy();
        await untilTaken();
      }
    });

    const routes = ['/api/events', '/api/auth/local', '/admin/login', '/graphql'];

    test.each(['gzip', 'deflate', 'br'])('that is no %s, though it says so, is refused', async (encoding) => {
      for (const address of routes)
        for (const body of [
          Buffer.from('no such thing'),
          Buffer.alloc(100, 0xff),
          Buffer.from([0x1f, 0x8b]),
        ]) {
          const answer = await fetch(club().url + address, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'content-encoding': encoding },
            body,
          });
          expect([address, answer.status]).toEqual([address, 400]);
        }
    });

    test('that is compressed is read', async () => {
      const answer = await fetch(`${club().url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: zlib.gzipSync(JSON.stringify({ query: '{ __typename }' })),
      });
      expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    });

    test('that is compressed, too long, and broken behind that, ends nothing but itself', async () => {
      const deflate = zlib.createDeflate();
      const compressed: Buffer[] = [];
      deflate.on('data', (chunk: Buffer) => compressed.push(chunk));
      deflate.write(Buffer.alloc(1_048_577, '['));
      await promisify(deflate.flush.bind(deflate))();
      const { socket, answered } = rawConnection(
        club(),
        head('/api/events', 'Content-Encoding: deflate', 'Transfer-Encoding: chunked'),
      );
      for (const chunk of [Buffer.concat(compressed), Buffer.alloc(3000, 0xff)])
        socket.write(
          Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
        );
      // An error that nobody listens for fails this test, and would end the club.
      expect(await answered).toBe(413);
      socket.destroy();
      await untilTaken();
    });

    test('nested deeper than anything in the club is refused', async () => {
      const saves = ['/content-manager/collection-types/api::event.event', '/upload/files/1'];
      for (const address of [...routes, '/admin/register', '/admin/reset-password', ...saves])
        for (const [open, close] of [
          ['[', ']'],
          ['{"data":', '}'],
        ]) {
          const answer = await fetch(club().url + address, {
            method: address === '/upload/files/1' ? 'PUT' : 'POST',
            headers: {
              'content-type': 'application/json',
              ...(saves.includes(address) && { authorization: authorizations.staff }),
            },
            body: `${open?.repeat(20_000)}1${close?.repeat(20_000)}`,
          });
          expect([address, answer.status, await answer.text()]).toEqual([
            address,
            400,
            expect.stringContaining('nested deeper than 100 levels'),
          ]);
        }
    });

    test.each([
      ['/api/events', 'application/json', 413],
      ['/graphql', 'application/json', 413],
      ['/api/events', 'application/x-www-form-urlencoded', 413],
      ['/api/events', 'text/plain', 413],
    ])('of 1.2 MB to %s as %s is refused', async (address, type, status) => {
      const answer = await fetch(club().url + address, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ query: 'x'.repeat(1_200_000) }),
      });
      expect(answer.status).toBe(status);
    });
  });
}
