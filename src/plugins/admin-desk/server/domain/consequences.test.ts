import type { Consequence, ConsequenceAction, Missing } from '../../contract/consequences';
import { named, needsConfirmation, syncConsequences, type SyncChange } from './consequences';

const change = (target: string, documentId: string, more: Partial<SyncChange> = {}): SyncChange => ({
  target: { name: target, title: target.toUpperCase() },
  change: 'change',
  event: { documentId, title: `Title ${documentId}` },
  connection: 'ready',
  ...more,
});
const sync = (more: Partial<Extract<Consequence, { kind: 'sync' }>> = {}): Consequence => ({
  kind: 'sync',
  target: 'page',
  title: 'PAGE',
  change: 'change',
  at: null,
  events: null,
  connection: 'working',
  ...more,
});

it('names the first few, and counts all', () => {
  expect(named(['a', 'b', 'c', 'd'])).toEqual({ names: ['a', 'b', 'c'], count: 4 });
});

it.each<[string, SyncChange[], Consequence[]]>([
  ['nothing', [], []],
  ['the entry itself', [change('page', 'own')], [sync()]],
  [
    'other events together',
    [change('page', '1'), change('page', '2')],
    [sync({ events: { names: ['Title 1', 'Title 2'], count: 2 } })],
  ],
  [
    'each kind of change',
    [change('page', '1'), change('page', '2', { change: 'remove' })],
    [
      sync({ events: { names: ['Title 1'], count: 1 } }),
      sync({ change: 'remove', events: { names: ['Title 2'], count: 1 } }),
    ],
  ],
  [
    'each target and moment',
    [
      change('page', 'own', { change: 'wait', until: '2026-12-01T18:00:00.000Z' }),
      change('calendar', 'own', { change: 'create', connection: 'broken' }),
    ],
    [
      sync({ change: 'wait', at: '2026-12-01T18:00:00.000Z' }),
      sync({ target: 'calendar', title: 'CALENDAR', change: 'create', connection: 'broken' }),
    ],
  ],
])('says what targets do with %s', (_case, changes, expected) => {
  expect(syncConsequences(changes, 'own')).toEqual(expected);
});

const whole: Missing = { gaps: [], untranslated: [] };
const visibility = (
  before: ('en' | 'it')[],
  after: ('en' | 'it')[],
  from: string | null = null,
): Consequence => ({ kind: 'visibility', before, after, from });

it.each<[string, ConsequenceAction, Consequence[], Missing, boolean]>([
  ['a republish without effect', 'publish', [], whole, false],
  ['a republish of what lacks something', 'publish', [], { ...whole, gaps: ['cover'] }, false],
  ['a first publication of what is whole', 'publish', [visibility([], ['en', 'it'])], whole, false],
  [
    'a first publication without a cover',
    'publish',
    [visibility([], ['en'])],
    { ...whole, gaps: ['cover'] },
    true,
  ],
  [
    'a first publication in English only',
    'publish',
    [visibility([], ['en'])],
    { ...whole, untranslated: ['it'] },
    true,
  ],
  ['a publication dated ahead', 'publish', [visibility([], ['en'], '2030-01-01T00:00:00.000Z')], whole, true],
  ['switching off', 'save', [visibility(['en'], [])], whole, true],
  ['what changes the page', 'publish', [sync()], whole, true],
  ['a cancellation', 'publish', [{ kind: 'eventStatus', status: 'cancelled' }], whole, true],
  ['what opens a gate', 'publish', [{ kind: 'gate', isOpen: true, tier: null }], whole, true],
  ['unpublishing', 'unpublish', [], whole, true],
  ['deleting', 'delete', [], whole, true],
])('%s: %s with %j', (_case, action, consequences, missing, expected) => {
  expect(needsConfirmation(action, consequences, missing)).toBe(expected);
});
