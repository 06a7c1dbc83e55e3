import { isAbandoned } from './pending-upload';

const now = Date.UTC(2026, 4, 20);
const hour = 60 * 60 * 1000;
const me = { host: 'cave', pid: 10 };

it.each([
  ['a process that is gone', { host: 'cave', pid: 11 }, hour, true],
  ['a process that runs', { host: 'cave', pid: 12 }, hour, false],
  ['one of the same number, before this one', { host: 'cave', pid: 10 }, hour, true],
  ['a process of another machine', { host: 'lake', pid: 11 }, hour, false],
  ['one of another machine, long ago', { host: 'lake', pid: 11 }, 7 * hour, true],
  ['a process that runs, since long ago', { host: 'cave', pid: 12 }, 7 * hour, true],
])('%s', (_name, owner, age, abandoned) => {
  const upload = { ...owner, since: now - age, hash: 'nova_1', ext: '.webp' };
  expect(isAbandoned(upload, me, (pid) => pid === 12, now)).toBe(abandoned);
});
