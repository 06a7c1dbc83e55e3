import { repeatMs, rotationOf, type SessionState } from './session-rotation';

const now = 1_000_000;
const active: SessionState = { status: 'active', expiresAt: now + 1, endsAt: now + 1, child: null };
const rotated = (child: SessionState['child'], endsAt = now + 1): SessionState => ({
  ...{ status: 'rotated', expiresAt: now + 1 },
  ...{ endsAt, child },
});

it.each<[string, SessionState | null, string]>([
  ['an unknown one', null, 'over'],
  ['an active one', active, 'rotate'],
  ['one that was idle for too long', { ...active, expiresAt: now }, 'over'],
  ['one of a sign-in that has ended', { ...active, endsAt: now }, 'over'],
  ['one just replaced', rotated({ status: 'active', createdAt: now }), 'repeat'],
  ['one replaced a moment ago', rotated({ status: 'active', createdAt: now - repeatMs }), 'repeat'],
  [
    'one replaced in the future of a faster clock',
    rotated({ status: 'active', createdAt: now + 5_000 }),
    'repeat',
  ],
  ['one replaced long ago', rotated({ status: 'active', createdAt: now - repeatMs - 1 }), 'reuse'],
  ['one whose replacement was used', rotated({ status: 'rotated', createdAt: now }), 'reuse'],
  ['one whose replacement is gone', rotated(null), 'reuse'],
  ['one of a sign-in that has ended, again', rotated(null, now), 'over'],
])('%s: %s', (_name, session, rotation) => {
  expect(rotationOf(session, now)).toBe(rotation);
});
