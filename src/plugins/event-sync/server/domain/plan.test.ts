import fc from 'fast-check';
import {
  desiredDocument,
  doubtedLink,
  finishedLink,
  link as linkSchema,
  plan,
  restoredLink,
  startedLink,
  type Desired,
  type Link,
  type Step,
  type SyncAction,
  type SyncResult,
} from './plan';

const now = new Date('2026-11-10T12:00:00Z');
const at = { destination: 'calendar', now };

interface Page {
  title: string;
}
const a = desiredDocument<Page>({ title: 'a' });
const b = desiredDocument<Page>({ title: 'b' });
const keptUp = desiredDocument<Page>({ title: 'a' }, 'never');
const later = desiredDocument<Page>({ title: 'a' }, { notBefore: '2026-11-14T17:00:00.000Z' });
const due = desiredDocument<Page>({ title: 'a' }, { notBefore: now.toISOString() });

const link = (state: Link['state'], more: Partial<Link> = {}): Link => ({
  destination: 'calendar',
  state,
  remoteId: state === 'shown' ? 'r1' : null,
  hash: state === 'shown' ? a.hash : null,
  generation: 2,
  ...more,
});

const none = { do: 'none' };
const create = { do: 'create', document: a.document, hash: a.hash, generation: 2, lookFirst: false };
const lookAndCreate = { ...create, lookFirst: true };
const change = { do: 'change', document: a.document, hash: a.hash, generation: 2, remoteId: 'r1' };
const changeIfThere = { ...change, remoteId: null };
const remove = { do: 'remove', generation: 2, remoteId: 'r1' };

const anew = { ...create, generation: 0 };
const wait = { do: 'wait', until: '2026-11-14T17:00:00.000Z' };

describe('plan', () => {
  it.each<[string, Link | null, Desired<Page>, object]>([
    ['nothing there, nothing wanted', null, null, none],
    ['nothing there, to be left', null, 'leave', none],
    ['nothing there, wanted', null, a, anew],
    ['nothing there, wanted later', null, later, wait],
    ['nothing there, its moment come', null, due, anew],
    ['nothing there, not to appear any more', null, keptUp, none],

    ['in step', link('shown'), a, none],
    ['in step, wanted later', link('shown'), later, none],
    ['there, to be left', link('shown'), 'leave', none],
    ['there, not wanted', link('shown'), null, remove],
    ['there, otherwise', link('shown', { hash: b.hash }), a, change],
    ['there, otherwise, to be kept up', link('shown', { hash: b.hash }), keptUp, change],
    ['there, otherwise, wanted later', link('shown', { hash: b.hash }), later, change],
    ['there, nobody knows how', link('shown', { hash: null }), a, change],

    ['removed, not wanted', link('removed'), null, none],
    ['removed, wanted again', link('removed'), a, create],
    ['removed, wanted later', link('removed'), later, wait],
    ['removed, not to appear any more', link('removed'), keptUp, none],

    ['perhaps there, wanted', link('creating'), a, lookAndCreate],
    ['perhaps there, its moment come', link('creating'), due, lookAndCreate],
    ['perhaps there, wanted later', link('creating'), later, changeIfThere],
    ['perhaps there, not to appear any more', link('creating'), keptUp, changeIfThere],
    ['perhaps there, not wanted', link('creating'), null, { ...remove, remoteId: null }],
    ['perhaps there, to be left', link('creating'), 'leave', none],

    ['perhaps removed, wanted again', link('removing', { remoteId: 'r1' }), a, lookAndCreate],
    ['perhaps removed, not to appear any more', link('removing', { remoteId: 'r1' }), keptUp, change],
    ['perhaps removed, not wanted', link('removing', { remoteId: 'r1' }), null, remove],

    ['taken away over there, wanted', link('withdrawn'), a, none],
    ['taken away over there, not wanted', link('withdrawn'), null, none],

    ['in another calendar, wanted', link('shown', { destination: 'former' }), a, anew],
    ['in another calendar, not wanted', link('shown', { destination: 'former' }), null, none],
  ])('%s', (_case, stored, desired, step) => {
    expect(plan(stored, desired, at)).toEqual(step);
  });
});

/** A remote system at its simplest: what it shows, by id. It keeps the ids it is given, or makes its own. */
function createRemote(keepsIds: boolean) {
  const shown = new Map<string, string>();
  let made = 0;
  const find = () => [...shown.keys()][0];
  const put = (id: string, hash: string): SyncResult => {
    shown.set(id, hash);
    return { outcome: 'shown', remoteId: id };
  };
  return {
    shown,
    do(act: SyncAction<unknown>): SyncResult {
      const known = act.do === 'create' ? null : act.remoteId;
      const id = keepsIds ? `own-${act.generation}` : (known ?? find());
      const isThere = id !== undefined && shown.has(id);
      switch (act.do) {
        case 'create':
          if (keepsIds) return put(`own-${act.generation}`, act.hash);
          return put(act.lookFirst && isThere ? id : `theirs-${++made}`, act.hash);
        case 'change':
          return isThere ? put(id, act.hash) : { outcome: keepsIds || known === null ? 'gone' : 'withdrawn' };
        case 'remove':
          if (isThere) shown.delete(id);
          return { outcome: 'gone' };
      }
    },
  };
}

type Fault = 'none' | 'answer lost' | 'not done' | 'crash before';

describe('done, with whatever faults', () => {
  const desires = fc.constantFrom<Desired<Page>>(a, b, null, 'leave', keptUp, later, due);
  const faults = fc.constantFrom<Fault>('none', 'none', 'answer lost', 'not done', 'crash before');
  const isAct = (step: Step<Page>): step is SyncAction<Page> => step.do !== 'none' && step.do !== 'wait';

  function createClub(keepsIds: boolean) {
    const remote = createRemote(keepsIds);
    let stored: Link | null = null;
    return {
      remote,
      plan: (desired: Desired<Page>) => plan(stored, desired, at),
      isWithdrawn: () => stored?.state === 'withdrawn',
      reconcile(desired: Desired<Page>, fault: Fault = 'none') {
        const step = plan(stored, desired, at);
        if (!isAct(step) || fault === 'crash before') return;
        stored = startedLink(stored, step, at.destination);
        if (fault === 'not done') return;
        const answer = remote.do(step);
        if (fault === 'none') stored = finishedLink(stored, step, answer);
      },
    };
  }

  const history = fc.array(fc.record({ desired: desires, fault: faults }), { maxLength: 12 });

  it('nothing is there twice, all ends in step, and then there is nothing to do', () => {
    fc.assert(
      fc.property(fc.boolean(), history, desires, (keepsIds, past, last) => {
        const club = createClub(keepsIds);
        for (const { desired, fault } of past) {
          club.reconcile(desired, fault);
          expect(club.remote.shown.size).toBeLessThanOrEqual(1);
        }
        for (let round = 0; round < 3; round += 1) club.reconcile(last);
        expect(isAct(club.plan(last))).toBe(false);
        const shown = [...club.remote.shown.values()];
        if (last === null) expect(shown).toEqual([]);
        else if (last === a || last === b || last === due) expect(shown).toEqual([last.hash]);
        else if (last !== 'leave') expect([[], [last.hash]]).toContainEqual(shown);
      }),
      { numRuns: 1000 },
    );
  });

  it('what somebody took away over there stays away or comes back, as the target has it', () => {
    fc.assert(
      fc.property(fc.boolean(), (keepsIds) => {
        const club = createClub(keepsIds);
        club.reconcile(a);
        club.remote.shown.clear();
        for (let round = 0; round < 3; round += 1) club.reconcile(b);
        expect(club.isWithdrawn()).toBe(!keepsIds);
        expect([...club.remote.shown.values()]).toEqual(keepsIds ? [b.hash] : []);
      }),
    );
  });
});

describe('the link', () => {
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
    expect(startedLink(stored, act, 'page')).toEqual(expected);
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
    expect(finishedLink(startedLink(shown, act, 'page'), act, answer)).toEqual(expected);
  });

  it('what the club itself removed, its answer lost, was not taken away by somebody', () => {
    const removing = startedLink(shown, remove, 'page');
    const answered = finishedLink(startedLink(removing, change, 'page'), change, { outcome: 'withdrawn' });
    expect(answered.state).toBe('removed');
  });

  it('what is doubted is known no more, and what was taken away may come back', () => {
    expect(doubtedLink(shown)).toEqual(unknown);
    expect(restoredLink({ ...nothing, state: 'withdrawn' })).toEqual({ ...nothing, state: 'removed' });
    expect(restoredLink(shown)).toEqual(shown);
  });
});
