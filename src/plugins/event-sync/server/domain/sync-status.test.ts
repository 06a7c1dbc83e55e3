import { untranslated } from '../../../jobs/contract/message';
import { eventRow, publishedEvent, snapshotOf } from '../../../../../tests/support/event-rows';
import type { EventSnapshot } from './event-snapshot';
import { desiredDocument, type Desired, type Step } from './plan';
import {
  deriveSyncStatus,
  syncJobOf,
  type ConnectionStatus,
  type StatusInputs,
  type SyncJob,
} from './sync-status';

function eventOf(rows: readonly unknown[]): EventSnapshot {
  const event = snapshotOf(rows);
  if (!event) throw new Error('There is no event in these rows');
  return event;
}
const published = (more: object = {}) => eventOf(publishedEvent({ ...more }));
const draft = eventOf([eventRow()]);

const later = '2026-11-14T17:00:00.000Z';
const page = desiredDocument({ title: 'a' });
const keptUp = desiredDocument({ title: 'a' }, 'never');
const none: Step<unknown> = { do: 'none' };
const change: Step<unknown> = {
  do: 'change',
  document: page.document,
  hash: page.hash,
  generation: 0,
  remoteId: 'r1',
};
const remove: Step<unknown> = { do: 'remove', generation: 0, remoteId: 'r1' };

const ready: ConnectionStatus = { state: 'ready', reason: null, whatToDo: null, until: null };
const broken: ConnectionStatus = {
  state: 'broken',
  reason: untranslated('401'),
  whatToDo: untranslated('Make a key'),
  until: null,
};
const held: ConnectionStatus = {
  state: 'waiting',
  reason: untranslated('Too much'),
  whatToDo: null,
  until: later,
};

const link = (state: 'shown' | 'removed' | 'withdrawn', problem: string | null = null) => ({
  state,
  problem: problem === null ? null : untranslated(problem),
});
const waiting = (runAt: string | null = null): SyncJob => ({
  state: 'waiting',
  runAt,
  error: untranslated('said'),
});
const failed: SyncJob = { state: 'failed', error: untranslated('said') };

const told = (circumstances: Partial<StatusInputs>) =>
  deriveSyncStatus({
    event: published(),
    desired: page,
    step: none,
    link: link('shown'),
    job: null,
    isFanOutPending: false,
    connection: ready,
    ...circumstances,
  });

describe('with nothing to do', () => {
  it.each<[string, Partial<StatusInputs>, object]>([
    ['it is in step', {}, { state: 'in-step', reason: null }],
    ['in step whatever the connection', { connection: broken }, { state: 'in-step', reason: null }],
    ['in step whatever was wrong', { link: link('shown', 'was') }, { state: 'in-step', detail: null }],
    ['a post of the past stays', { desired: 'leave' }, { state: 'in-step', reason: null }],
    ['too late', { desired: 'leave', link: null }, { state: 'off', reason: 'ended' }],
    ['a draft', { event: draft, desired: null, link: null }, { state: 'off', reason: 'draft' }],
    [
      'a draft without times',
      { event: { documentId: 'k1x9', published: null, draft: null }, desired: null, link: null },
      { state: 'off', reason: 'incomplete' },
    ],
    ['not announced', { desired: null, link: link('removed') }, { state: 'off', reason: 'not-announced' }],
    [
      'cancelled',
      { event: published({ eventStatus: 'cancelled' }), desired: null, link: null },
      { state: 'off', reason: 'cancelled' },
    ],
    [
      'postponed before it was announced',
      { event: published({ eventStatus: 'postponed' }), desired: keptUp, link: null },
      { state: 'off', reason: 'postponed' },
    ],
    ['taken away over there', { link: link('withdrawn') }, { state: 'off', reason: 'withdrawn' }],
    [
      'taken away over there, and not to be shown',
      { event: draft, desired: null, link: link('withdrawn') },
      { state: 'off', reason: 'draft' },
    ],
  ])('%s', (_, circumstances, expected) => {
    expect(told(circumstances)).toMatchObject({ isUnderWay: false, ...expected });
  });
});

describe('with something to do', () => {
  const soon = { state: 'waiting', isUnderWay: true };
  const asked: Desired<unknown> = desiredDocument({ title: 'b' });

  it.each<[string, Partial<StatusInputs>, object]>([
    [
      'announced later',
      { step: { do: 'wait', until: later }, job: waiting(later) },
      { state: 'waiting', reason: 'announced-later', until: later, isUnderWay: false },
    ],
    ['a job waits', { job: waiting() }, { ...soon, reason: 'queued', detail: null }],
    ['a job will follow', { isFanOutPending: true }, { ...soon, reason: 'queued' }],
    ['a job runs', { job: { state: 'running' } }, { ...soon, reason: 'running' }],
    ['it runs though it was broken', { job: { state: 'running' }, connection: broken }, soon],
    [
      'again later',
      { job: waiting(later), link: link('shown', 'No answer') },
      { ...soon, reason: 'again', detail: untranslated('No answer'), until: later },
    ],
    [
      'again later, as the queue says',
      { job: waiting(later) },
      { reason: 'again', detail: untranslated('said') },
    ],
    [
      'the connection waits',
      { job: waiting(), connection: held },
      { ...soon, reason: 'held', detail: untranslated('Too much'), until: later },
    ],
    [
      'the connection is broken',
      { job: waiting(), connection: broken },
      {
        state: 'failed',
        reason: 'broken',
        detail: untranslated('401'),
        advice: untranslated('Make a key'),
        isUnderWay: false,
      },
    ],
    [
      'refused',
      { job: failed, link: link('shown', 'Refused') },
      { state: 'failed', reason: 'refused', detail: untranslated('Refused'), isUnderWay: false },
    ],
    ['refused, as the queue says', { job: failed }, { state: 'failed', detail: untranslated('said') }],
    ['refused, and about to be tried again', { job: failed, isFanOutPending: true }, soon],
    [
      'refused long ago',
      { link: link('shown', 'Refused') },
      { state: 'failed', reason: 'refused', detail: untranslated('Refused') },
    ],
    ['it still stands there', { step: remove, desired: null, job: waiting() }, { reason: 'queued' }],
    ['nobody has noticed', {}, { state: 'waiting', reason: 'overlooked', isUnderWay: false }],
  ])('%s', (_, circumstances, expected) => {
    expect(told({ desired: asked, step: change, ...circumstances })).toMatchObject(expected);
  });
});

describe('the job that counts', () => {
  const job = (state: 'delayed' | 'pending' | 'running' | 'done' | 'failed' | 'cancelled') => ({
    state,
    runAt: later,
    error: untranslated('said'),
  });

  it.each<[string, ReturnType<typeof job>[], SyncJob | null]>([
    ['none', [], null],
    ['the last was done', [job('done'), job('failed')], null],
    ['the last was called off', [job('cancelled'), job('failed')], null],
    ['the last has failed', [job('failed'), job('done')], failed],
    ['one runs while another waits', [job('pending'), job('running')], { state: 'running' }],
    ['one waits, retried', [job('done'), job('pending')], waiting()],
    ['one waits for its time', [job('delayed'), job('failed')], waiting(later)],
  ])('%s', (_, jobs, expected) => {
    expect(syncJobOf(jobs)).toEqual(expected);
  });
});
