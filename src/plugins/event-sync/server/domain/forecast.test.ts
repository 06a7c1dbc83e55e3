import { changeOf, type ForecastChange } from './forecast';
import type { Step } from './plan';

const document = { title: 'a' };
const at = (until: string): Step<object> => ({ do: 'wait', until });
const steps = {
  none: { do: 'none' },
  wait: at('2026-12-01T18:00:00.000Z'),
  later: at('2026-12-02T18:00:00.000Z'),
  create: { do: 'create', document, hash: 'h', generation: 0, lookFirst: false },
  change: { do: 'change', document, hash: 'h', generation: 0, remoteId: 'r' },
  remove: { do: 'remove', generation: 0, remoteId: 'r' },
} satisfies Record<string, Step<object>>;
type Name = keyof typeof steps;

it.each<[Name, Name, ForecastChange | null]>([
  ['none', 'none', null],
  ['none', 'create', { change: 'create' }],
  ['wait', 'create', { change: 'create' }],
  // What has not been done yet is done then.
  ['create', 'create', { change: 'create' }],
  ['none', 'change', { change: 'change' }],
  ['none', 'remove', { change: 'remove' }],
  ['none', 'wait', { change: 'wait', until: '2026-12-01T18:00:00.000Z' }],
  ['wait', 'wait', null],
  ['wait', 'later', { change: 'wait', until: '2026-12-02T18:00:00.000Z' }],
  ['wait', 'none', { change: 'cancel' }],
  ['create', 'none', null],
])('from %s to %s', (before, after, expected) => {
  expect(changeOf(steps[before], steps[after])).toEqual(expected);
});
