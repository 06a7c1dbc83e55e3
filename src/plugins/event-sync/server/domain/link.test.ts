import { begun, doubted, link as linkSchema, restored, settled, type SyncAction, type Link } from './link';

const shown: Link = { destination: 'page', state: 'shown', remoteId: 'r1', hash: 'old', generation: 1 };
const create: SyncAction<string> = {
  do: 'create',
  document: 'd',
  hash: 'new',
  generation: 1,
  lookFirst: false,
};
const change: SyncAction<string> = {
  do: 'change',
  document: 'd',
  hash: 'new',
  generation: 1,
  remoteId: 'r1',
};
const remove: SyncAction<string> = { do: 'remove', generation: 1, remoteId: 'r1' };
const unknown = { ...shown, hash: null };

it.each<[string, Link | null, SyncAction<string>, Link]>([
  ['a first create', null, create, { ...unknown, state: 'creating', remoteId: null }],
  ['a change, whose id stays known', shown, change, unknown],
  [
    'a change of what is perhaps removed',
    { ...unknown, state: 'removing' },
    change,
    { ...unknown, state: 'removing' },
  ],
  ['a removal', shown, remove, { ...unknown, state: 'removing' }],
])('while %s is under way nobody knows what is shown', (_case, stored, act, expected) => {
  expect(begun(stored, act, 'page')).toEqual(expected);
  expect(linkSchema.parse(expected)).toEqual(expected);
});

const nothing = { ...unknown, remoteId: null };

it.each([
  ['created', create, { outcome: 'shown', remoteId: 'r2' }, { ...shown, remoteId: 'r2', hash: 'new' }],
  ['changed', change, { outcome: 'shown', remoteId: 'r1' }, { ...shown, hash: 'new' }],
  ['removed', remove, { outcome: 'gone' }, { ...nothing, state: 'removed' }],
  ['not there', change, { outcome: 'gone' }, { ...nothing, state: 'removed' }],
  ['taken away', change, { outcome: 'withdrawn' }, { ...nothing, state: 'withdrawn' }],
  ['of no use any more', create, { outcome: 'id-spent' }, { ...nothing, state: 'removed', generation: 2 }],
] as const)('once it is %s', (_case, act, answer, expected) => {
  expect(settled(begun(shown, act, 'page'), act, answer)).toEqual(expected);
});

it('what the club itself removed, its answer lost, was not taken away by somebody', () => {
  const removing = begun(shown, remove, 'page');
  const answered = settled(begun(removing, change, 'page'), change, { outcome: 'withdrawn' });
  expect(answered.state).toBe('removed');
});

it('what is doubted is known no more, and what was taken away may come back', () => {
  expect(doubted(shown)).toEqual(unknown);
  expect(restored({ ...nothing, state: 'withdrawn' })).toEqual({ ...nothing, state: 'removed' });
  expect(restored(shown)).toEqual(shown);
});
