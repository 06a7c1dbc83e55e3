import { visitorOf } from '../account-visitor';
import type { Club } from '../club';
import { malformedBodies, outcomeOf } from '../malformed-values';
import { password } from '../members';
import { membersOf } from './people';

/** What hostile requests of somebody who tries names and passwords do. */
export function describeGuessing(club: () => Club): void {
  const { signedInAs } = membersOf(club);

  describe('hostile requests', () => {
    const bodies: [string, unknown][] = [
      ['none', undefined],
      ['a list as identifier', { identifier: ['ada'], password }],
      ['an object as identifier', { identifier: { $ne: null }, password }],
      ['a number as password', { identifier: 'ada', password: 1 }],
      ['a list', []],
      ['null', 'null'],
      ['no JSON', '{"identifier":'],
      ['__proto__', '{"__proto__":{"isAdmin":true},"identifier":"ada","password":"x"}'],
      ['constructor', '{"constructor":{"prototype":{"x":1}},"identifier":"ada","password":"x"}'],
      ['NUL', { identifier: 'ada\u0000', password: '\u0000' }],
      ['half a character', '{"identifier":"\\ud800","password":"\\udfff"}'],
      ['a long identifier', { identifier: 'a'.repeat(100_000), password }],
      ['a long password', { identifier: 'ada', password: 'a'.repeat(100_000) }],
      ['a device id of 10 MB', { identifier: 'ada', password, deviceId: 'a'.repeat(10_000_000) }],
    ];
    const paths = ['local', 'change-password', 'refresh', 'logout', 'forgot-password', 'local/register'];

    it.each(bodies)('%s: refused, and no fault of the server', async (_name, body) => {
      const { at, headers } = await signedInAs('ada');
      for (const path of paths) {
        for (const own of [{}, headers]) {
          const answer = await visitorOf(club()).send('POST', `/api/auth/${path}`, body, own);
          expect([path, answer.status]).toEqual([path, expect.any(Number)]);
          expect(answer.status).toBeLessThan(500);
          expect(answer.text).not.toMatch(/refreshToken|at .*\.js/);
          expect([path, path !== 'logout' && answer.status < 400]).toEqual([path, false]);
        }
      }
      await at.send('POST', '/api/auth/logout', {}, headers);
    });

    it.each<[path: string, body: object]>([
      ['local', { identifier: 'ada', password: 'x' }],
      ['change-password', { currentPassword: 'x', password: 'y', passwordConfirmation: 'y' }],
      ['refresh', { refreshToken: 'x' }],
      ['logout', { scope: 'x', deviceId: 'x', refreshToken: 'x' }],
      ['forgot-password', { email: 'ada@club.test' }],
      ['reset-password', { code: 'x', password: 'y', passwordConfirmation: 'y' }],
      ['send-email-confirmation', { email: 'ada@club.test' }],
      ['local/register', { username: 'x', email: 'x@club.test', password: 'y' }],
    ])('malformed values sent to %s are answered, and no fault of the server', async (path, body) => {
      const failed: unknown[] = [];
      for (const sent of malformedBodies(body)) {
        // Whoever is signed out by one asks the next as somebody new.
        const { headers } = await signedInAs('ada');
        for (const own of [{}, headers]) {
          const outcome = await outcomeOf(visitorOf(club()).send('POST', `/api/auth/${path}`, sent, own));
          if (typeof outcome === 'string' || outcome >= 500) failed.push([outcome, JSON.stringify(sent)]);
        }
      }
      expect(failed).toEqual([]);
    });

    it.each(['identifier', 'password'])('a malformed %s is named', async (field) => {
      const body = { identifier: 'ada', password: 'x', [field]: { toString: 1 } };
      const answer = await visitorOf(club()).send('POST', '/api/auth/local', body);
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(`"${field}: `)]);
    });

    it('what a client calls its device is not kept', async () => {
      const at = visitorOf(club());
      expect((await at.signIn('ada', password, { deviceId: 'mine' })).status).toBe(200);
      expect(
        await club()
          .strapi.db.query('admin::session')
          .count({ where: { deviceId: 'mine' } }),
      ).toBe(0);
    });

    it('unknown parameters of a query reach no database', async () => {
      const plain = await visitorOf(club()).send('GET', '/api/events');
      for (const query of [
        'where[updatedBy][resetPasswordToken][$startsWith]=a',
        'lookup[updatedBy][email][$contains]=a',
        '_where[id]=1',
        'on[x]=1',
      ]) {
        const { status, text } = await visitorOf(club()).send('GET', `/api/events?${query}`);
        expect([query, status < 500]).toEqual([query, true]);
        if (status === 200) expect(text).toBe(plain.text);
      }
      const { at, headers } = await signedInAs('ada');
      for (const query of [
        'populate=*',
        'populate[role][populate]=*',
        'fields[0]=password',
        'filters[password][$contains]=a',
      ]) {
        const { status, text } = await at.send('GET', `/api/users/me?${query}`, undefined, headers);
        expect([query, status < 500]).toEqual([query, true]);
        expect(text).not.toMatch(/"password":|"resetPasswordToken":|\$2[aby]\$/);
      }
    });
  });
}
