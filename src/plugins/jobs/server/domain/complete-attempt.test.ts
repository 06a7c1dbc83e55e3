import fc from 'fast-check';
import { runningRow } from '../../../../../tests/support/job-rows';
import { RetryAt, UnrecoverableError, UnrecoverableErrorForStaff, ActionRequiredError } from '../outcomes';
import { untranslated } from '../../contract/message';
import { completeAttempt, type Ending, type JobRow } from './job';
import { jobMessages } from './job-messages';

const now = Date.UTC(2026, 6, 1, 12);
const policy = { attempts: 3, backoff: { first: 1000, most: 8000 } };
const clock = { now, random: 0 };

const claimed = (differs: Partial<JobRow> = {}): JobRow =>
  runningRow({ startedAt: now - 500, leaseUntil: now + 1000, ...differs });

const threw = (error: unknown): Ending => ({ kind: 'threw', error });
const later = new Date(now + 60_000);

describe('completeAttempt', () => {
  it.each<[string, number, Ending, Partial<ReturnType<typeof completeAttempt>>]>([
    [
      'a result ends it',
      1,
      { kind: 'done', result: '{"n":1}' },
      { state: 'done', finishedAt: now, attempt: 1 },
    ],
    ['done wipes the last error', 3, { kind: 'done', result: null }, { state: 'done', error: null }],
    ['a first failure waits', 1, threw(new Error('no')), { state: 'delayed', runAt: now + 1000, attempt: 1 }],
    ['a second one waits twice as long', 2, threw(new Error('no')), { state: 'delayed', runAt: now + 2000 }],
    [
      'the last failure ends it',
      3,
      threw(new Error('no')),
      { state: 'failed', finishedAt: now, error: untranslated('no') },
    ],
    ['one more than the last ends it', 9, threw(new Error('no')), { state: 'failed' }],
    [
      'again at a time is not counted',
      3,
      threw(new RetryAt(later, 'full')),
      { state: 'delayed', runAt: now + 60_000, attempt: 2 },
    ],
    [
      'again at a time that is past: at once, but later',
      1,
      threw(new RetryAt(new Date(0), 'full')),
      { state: 'delayed', runAt: now + 1, attempt: 0 },
    ],
    [
      'again at no time at all: after the first wait',
      1,
      threw(new RetryAt(new Date(NaN), 'full')),
      { state: 'delayed', runAt: now + 1000, attempt: 0 },
    ],
    [
      'never again ends it at once',
      1,
      threw(new UnrecoverableError('gone')),
      { state: 'failed', finishedAt: now, error: untranslated('gone') },
    ],
    [
      'a person must act: it waits, and its kind with it',
      3,
      threw(new ActionRequiredError('key', 'paste another')),
      {
        state: 'pending',
        attempt: 2,
        pause: { reason: untranslated('key'), whatToDo: untranslated('paste another'), since: now },
      },
    ],
    [
      'a process that died counts, and waits too',
      1,
      { kind: 'lost', staggerMs: 300 },
      {
        state: 'delayed',
        runAt: now + 1300,
        attempt: 1,
        finishedAt: null,
        error: jobMessages.say('lost'),
      },
    ],
    [
      'a process that died with the last attempt',
      3,
      { kind: 'lost', staggerMs: 0 },
      { state: 'failed', finishedAt: now },
    ],
    [
      'given back is not counted',
      3,
      { kind: 'given back' },
      { state: 'pending', attempt: 2, finishedAt: null },
    ],
  ])('%s', (_case, attempt, ending, expected) => {
    expect(
      completeAttempt(claimed({ attempt, error: untranslated('before') }), policy, ending, clock),
    ).toMatchObject(expected);
  });

  it('tells of an attempt that did not end well: which, when, where and why', () => {
    const { history } = completeAttempt(claimed(), policy, threw(new Error('no')), clock);
    expect(history).toEqual([
      {
        attempt: 1,
        startedAt: '2026-07-01T11:59:59.500Z',
        endedAt: '2026-07-01T12:00:00.000Z',
        outcome: 'failed',
        message: untranslated('no'),
        worker: 'host 1',
      },
    ]);
  });

  it.each([
    ['never again, for a reason that its owner may read', new UnrecoverableError('gone'), 'never'],
    ['never again, for a reason that is for staff', new UnrecoverableErrorForStaff('gone'), 'failed'],
  ])('%s', (_case, error, outcome) => {
    const { state, error: reason, history } = completeAttempt(claimed(), policy, threw(error), clock);
    expect([state, reason, history.at(-1)?.outcome]).toEqual(['failed', untranslated('gone'), outcome]);
  });

  it('keeps the messages of an error and of its remedy, for the panel to say in its language', () => {
    const said = jobMessages.say('unknown', { name: 'a.b' });
    const error = new ActionRequiredError(said, jobMessages.say('stopped'));
    const update = completeAttempt(claimed(), policy, threw(error), clock);
    expect(update.pause).toEqual({ reason: said, whatToDo: jobMessages.say('stopped'), since: now });
    expect([update.error, update.history.at(-1)?.message]).toEqual([said, said]);
  });

  it('pauses nothing but for a person who must act', () => {
    const endings: Ending[] = [
      { kind: 'done', result: null },
      { kind: 'lost', staggerMs: 0 },
      threw(new RetryAt(later, '')),
    ];
    for (const ending of endings) expect(completeAttempt(claimed(), policy, ending, clock).pause).toBeNull();
  });

  it('writes with the lease it was claimed with', () => {
    const { rowId, leaseToken } = completeAttempt(claimed(), policy, { kind: 'lost', staggerMs: 0 }, clock);
    expect({ rowId, leaseToken }).toEqual({ rowId: 7, leaseToken: 'token' });
  });
});

const counted = fc.constantFrom<Ending>({ kind: 'lost', staggerMs: 0 }, threw(new Error('no')));
const uncounted = fc.constantFrom<Ending>(
  { kind: 'given back' },
  threw(new RetryAt(later, 'full')),
  threw(new ActionRequiredError('key', 'paste')),
);
const final = fc.constantFrom<Ending>(
  { kind: 'done', result: 'null' },
  threw(new UnrecoverableError('gone')),
);
const histories = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: counted },
    { weight: 8, arbitrary: uncounted },
    { weight: 1, arbitrary: final },
  ),
  { maxLength: 60 },
);

/** A job's whole life: claimed and ended, over and over, until it has ended for good or nothing more happens to it. */
function live(endings: readonly Ending[], attempts: number) {
  let row = claimed({ attempt: 0 });
  let failures = 0;
  for (const ending of endings) {
    row = { ...row, state: 'running', attempt: row.attempt + 1 };
    const { state, attempt, history, finishedAt } = completeAttempt(
      row,
      { ...policy, attempts },
      ending,
      clock,
    );
    if (
      ending.kind === 'lost' ||
      (ending.kind === 'threw' && ending.error instanceof Error && ending.error.name === 'Error')
    )
      failures += 1;
    row = { ...row, state, attempt, history: [...history], finishedAt };
    if (finishedAt !== null) break;
  }
  return { row, failures };
}

describe('whatever happens to a job, in whatever order,', () => {
  const attemptses = fc.integer({ min: 1, max: 8 });

  it('it has ended after as many failures as it has attempts, and not before unless told', () => {
    fc.assert(
      fc.property(histories, attemptses, (endings, attempts) => {
        const { row, failures } = live(endings, attempts);
        expect(failures).toBeLessThanOrEqual(attempts);
        expect(row.finishedAt !== null).toBe(row.state === 'done' || row.state === 'failed');
        if (failures === attempts) expect(row.state).toBe('failed');
        if (row.state === 'delayed' || row.state === 'pending') expect(row.attempt).toBe(failures);
      }),
    );
  });

  it('its attempt number counts its failures', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(counted, uncounted), { maxLength: 40 }), (endings) => {
        const { row, failures } = live(endings, 1000);
        expect(row.attempt).toBe(failures);
      }),
    );
  });

  it('what it tells of itself stays small', () => {
    fc.assert(
      fc.property(histories, (endings) => {
        const { row } = live(endings, 1000);
        expect(row.history.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
