import fc from 'fast-check';
import { dateIssue, jobRow, jsonOf, keyIssue, pendingKeyOf, priorityIssue, resultIssue } from './job';

const row = {
  id: 7,
  document_id: 'seven',
  name: 'test.work',
  key: null,
  payload: '{}',
  owner: null,
  state: 'pending',
  priority: 0,
  run_at: 0,
  enqueued_at: 1_782_900_000_000,
  started_at: null,
  finished_at: null,
  attempt: 0,
  lease_token: null,
  lease_until: null,
  worker: null,
  progress_done: null,
  progress_total: null,
  progress_message: null,
  result: null,
  error: null,
  error_message: null,
  history: null,
};

describe('jobRow', () => {
  it('reads large integers as text, as the driver of MySQL gives them', () => {
    const { enqueuedAt, leaseUntil } = jobRow.parse({
      ...row,
      enqueued_at: '1782900000000',
      lease_until: '5',
    });
    expect({ enqueuedAt, leaseUntil }).toEqual({ enqueuedAt: 1_782_900_000_000, leaseUntil: 5 });
  });

  it.each([
    ['no JSON', '[{'],
    ['another shape', '[{"outcome":"exploded"}]'],
    ['no list', '5'],
  ])('a history with %s is none: the job can still be worked on', (_case, history) => {
    expect(jobRow.parse({ ...row, history }).history).toEqual([]);
  });

  it('refuses a state that nobody knows', () => {
    expect(() => jobRow.parse({ ...row, state: 'asleep' })).toThrow();
  });
});

describe('pendingKeyOf', () => {
  const names = fc.stringMatching(/^[a-z][a-zA-Z.-]{0,60}$/);
  const keys = fc.string({ minLength: 1, maxLength: 150, unit: 'grapheme' });

  it('is the same for the same name and key alone', () => {
    fc.assert(
      fc.property(names, keys, names, keys, (name, key, otherName, otherKey) => {
        const same = name === otherName && key === otherKey;
        expect(pendingKeyOf(name, key) === pendingKeyOf(otherName, otherKey)).toBe(same);
        expect(pendingKeyOf(name, key)).toBe(pendingKeyOf(name, key));
      }),
    );
  });

  it.each([
    ['case', 'a', 'A'],
    ['accents', 'a', 'á'],
    ['trailing spaces', 'a', 'a '],
    ['emoji', '🎸', '🥁'],
    ['how an accent is written', '\u00e1', 'a\u0301'],
  ])('keeps apart what MySQL takes for the same: %s', (_case, one, other) => {
    const folded = (key: string): string =>
      pendingKeyOf('test.work', key)
        .normalize('NFD')
        .replace(/\P{ASCII}/gu, '')
        .trim()
        .toLowerCase();
    expect(folded(one)).not.toBe(folded(other));
  });

  it('fits its column, and so does the longest key', () => {
    fc.assert(
      fc.property(names, keys, (name, key) => {
        fc.pre(keyIssue(key) === null);
        expect(pendingKeyOf(name, key).length).toBeLessThanOrEqual(255);
      }),
    );
  });
});

describe('what may be enqueued', () => {
  it.each([
    ['', false],
    ['a', true],
    ['x'.repeat(150), true],
    ['x'.repeat(151), false],
  ])('a key of %p', (key, isRight) => {
    expect(keyIssue(key) === null).toBe(isRight);
  });

  it.each([
    [0, true],
    [2_097_152, true],
    [2_097_153, false],
    [-1, false],
    [0.5, false],
    [NaN, false],
  ])('a priority of %p', (priority, isRight) => {
    expect(priorityIssue(priority) === null).toBe(isRight);
  });

  it('a time that is one', () => {
    expect(dateIssue(new Date(0))).toBeNull();
    expect(dateIssue(new Date('the day after'))).not.toBeNull();
  });
});

describe('results', () => {
  it.each([
    [undefined, null],
    [null, 'null'],
    [{ n: 1, left: undefined }, '{"n":1}'],
    [() => 5, null],
  ])('%p is kept as %p', (value, expected) => {
    expect(jsonOf(value)).toBe(expected);
  });

  it('refers-to-itself is refused, and so is too much', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => jsonOf(loop)).toThrow(TypeError);
    expect(resultIssue(null)).toBeNull();
    expect(resultIssue('x'.repeat(1_000_000))).toBeNull();
    expect(resultIssue('x'.repeat(1_000_001))).toMatchObject({
      id: 'jobs.message.result.too-long',
      values: { length: 1_000_001, most: 1_000_000 },
    });
  });
});
