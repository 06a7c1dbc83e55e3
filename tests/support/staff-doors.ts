import type { Club } from './club';
import { asNobody } from './editors';
import { malformedBodies, outcomeOf } from './malformed-values';

/** What malformed values do where staff sign in, and get their passwords. */
export function describeStaffDoors(club: () => Club): void {
  describe('malformed values at the doors of staff', () => {
    it.each<[path: string, body: object]>([
      ['login', { email: 'a@club.test', password: 'x' }],
      ['forgot-password', { email: 'a@club.test' }],
      ['reset-password', { resetPasswordToken: 'x', password: 'Abcdefg1' }],
      ['register', { registrationToken: 'x', userInfo: {} }],
      ['register-admin', { email: 'a@club.test', firstname: 'A', password: 'Abcdefg1' }],
      ['access-token', { refreshToken: 'x' }],
    ])('/admin/%s: every one is answered, and none is a failure of ours', async (path, body) => {
      const failed: unknown[] = [];
      for (const sent of malformedBodies(body)) {
        const outcome = await outcomeOf(asNobody(club())('POST', `/admin/${path}`, sent));
        if (typeof outcome === 'string' || outcome >= 500) failed.push([outcome, JSON.stringify(sent)]);
      }
      expect(failed).toEqual([]);
    });
  });
}
