import fs from 'node:fs';
import { rawConnection } from '../raw-request';
import { until } from '../until';
import { headOf, multipart, partOf, type Stage } from './requests';

/** Files of those who may not send any, malformed, too large or of a wrong type: none of them stays on the disk. */
export function describeFiles({ club, authorizations, incoming }: Stage): void {
  describe('files in a request', () => {
    const untilNothingIsLeft = () =>
      until(
        () => Promise.resolve(fs.readdirSync(incoming)),
        (left) => left.length === 0,
      );

    const send = async (address: string, authorization?: string, field = 'files') => {
      const form = new FormData();
      form.append(field, new Blob([Buffer.alloc(50_000)]), 'a.png');
      const answer = await fetch(club().url + address, {
        method: 'POST',
        headers: authorization === undefined ? {} : { authorization },
        body: form,
      });
      return answer.status;
    };

    /** Those who may send files, each at their own address. */
    const senders = () =>
      [
        ['/api/upload', authorizations.program],
        ['/upload', authorizations.staff],
      ] as const;

    test.each([
      ['to a route that takes none', '/api/events', 'Bearer none', 415],
      ['of nobody', '/api/upload', undefined, 401],
      ['of nobody in the panel', '/upload', undefined, 401],
      ['of somebody with a wrong token', '/api/upload', 'Bearer none', 401],
      ['of somebody with a wrong token in the panel', '/upload', 'Bearer none', 401],
    ])('%s leave nothing on the disk', async (_whose, address, authorization, status) => {
      for (const field of ['files', 'other']) {
        expect(await send(address, authorization, field)).toBe(status);
        await untilNothingIsLeft();
      }
    });

    test('of a type that is not taken leave nothing on the disk', async () => {
      const form = new FormData();
      form.append('files', new Blob([Buffer.from('<script>')]), 'a.html');
      for (const [address, authorization] of senders()) {
        const answer = await fetch(club().url + address, {
          method: 'POST',
          headers: { authorization },
          body: form,
        });
        expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("'a.html'")]);
        await untilNothingIsLeft();
      }
    });

    test.each([
      ['under another name', 'name="file"; filename="b.png"\r\nContent-Type: image/png', "'file'"],
      ['without a type', 'name="files"; filename="b.png"', 'Content-Type'],
    ])('%s beside others are refused with them', async (_how, head, named) => {
      const png = 'name="files"; filename="a.png"\r\nContent-Type: image/png';
      const parts = [png, head].map(
        (each) => `--limit\r\nContent-Disposition: form-data; ${each}\r\n\r\nx\r\n`,
      );
      for (const [address, authorization] of senders()) {
        const answer = await fetch(club().url + address, {
          method: 'POST',
          headers: { authorization, 'content-type': 'multipart/form-data; boundary=limit' },
          body: `${parts.join('')}--limit--\r\n`,
        });
        expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(named)]);
        await untilNothingIsLeft();
      }
    });

    test('that are refused are no failure for the log to tell of', async () => {
      const logged = jest.spyOn(club().strapi.log, 'error');
      expect(await send('/api/events')).toBe(415);
      expect(logged).not.toHaveBeenCalled();
      logged.mockRestore();
    });

    test.each([
      ['nobody knows', '/api/upload', () => 'Bearer none', 401],
      ['nobody knows', '/upload', () => 'Bearer none', 401],
      ['is nobody', '/api/upload', () => 'Basic Og==', 401],
      ['is nobody', '/upload/files/1/replace', () => 'Basic Og==', 401],
      ['may only read', '/api/upload', () => authorizations.reader, 403],
      ['is a member', '/api/upload', () => authorizations.member, 403],
      ['is a member', '/upload', () => authorizations.member, 401],
      ['is a program', '/upload', () => authorizations.program, 401],
    ])('whose sender %s are not waited for: %s', async (_name, address, authorization, status) => {
      const { socket, answered } = rawConnection(
        club(),
        headOf('POST', address, multipart, `Authorization: ${authorization()}`, 'Content-Length: 5000000'),
      );
      socket.write(partOf('a.png', 'x'.repeat(100_000)));
      expect(await answered).toBe(status);
      expect(fs.readdirSync(incoming)).toEqual([]);
      socket.destroy();
    });

    test('that stop coming leave nothing on the disk', async () => {
      const { socket, closed } = rawConnection(
        club(),
        headOf(
          'POST',
          '/upload',
          multipart,
          `Authorization: ${authorizations.staff}`,
          'Content-Length: 5000000',
        ),
      );
      socket.write(partOf('a.png', 'x'.repeat(100_000)));
      await until(
        () => Promise.resolve(fs.readdirSync(incoming)),
        (found) => found.length === 1,
      );
      expect(await closed).toMatch(/^HTTP\/1\.1 408/);
      await untilNothingIsLeft();
    });

    test('beyond as many bytes as may be under way wait for another time', async () => {
      const sending = (bytes: number) => {
        const connection = rawConnection(
          club(),
          headOf(
            'POST',
            '/api/upload',
            multipart,
            `Authorization: ${authorizations.program}`,
            `Content-Length: ${bytes}`,
          ),
        );
        connection.socket.write(partOf('a.png', 'x'));
        return connection;
      };
      const first = sending(200_000_000);
      await until(
        () => Promise.resolve(fs.readdirSync(incoming)),
        (found) => found.length === 1,
      );
      expect(await sending(100_000_000).answered).toBe(503);
      first.socket.destroy();
      await untilNothingIsLeft();
      expect(await sending(100_000_000).answered).toBe(408);
    });

    const end = '\r\n--x--\r\n';
    test.each([
      ['with a header that is none', 'x', '--x\r\n{"a":1}'],
      ['with a header that is none, after a file', 'x', `${partOf('a.png', 'abc')}\r\n--x\r\n{"a":1}${end}`],
      ['without a boundary', '', `${partOf('a.png', 'abc')}${end}`],
      ['with another boundary', 'y', `${partOf('a.png', 'abc')}${end}`],
      ['with a boundary longer than they are', 'x'.repeat(5000), `${partOf('a.png', 'abc')}${end}`],
      ['without an end', 'x', partOf('a.png', 'abc')],
      ['with a header without an end', 'x', '--x\r\nContent-Disposition: form-data'],
      ['in a transfer encoding that is none', 'x', `--x\r\nContent-Transfer-Encoding: none\r\n\r\nabc${end}`],
      ['with a first line that is none', 'x', '--x!\r\n'],
      ['of nothing but their end', 'x', '--x--\r\n'],
    ])('%s are refused, and leave nothing on the disk', async (_name, boundary, body) => {
      for (const [address, authorization] of senders()) {
        const answer = await fetch(club().url + address, {
          method: 'POST',
          headers: {
            authorization,
            'content-type': boundary ? `multipart/form-data; boundary=${boundary}` : 'multipart/form-data',
          },
          body,
          signal: AbortSignal.timeout(10_000),
        });
        expect(answer.status).toBe(400);
        await untilNothingIsLeft();
      }
    });

    test('with fields longer than any are refused', async () => {
      const form = new FormData();
      form.append('fileInfo', 'x'.repeat(1_200_000));
      const answer = await fetch(`${club().url}/api/upload`, {
        method: 'POST',
        headers: { authorization: authorizations.program },
        body: form,
      });
      expect(answer.status).toBe(413);
    });

    test('of more than may be uploaded at once are refused before they come', async () => {
      const { answered, socket } = rawConnection(club(), [
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
}
