import type { BrokenRule } from '../../contract/rules';
import { placeOf, type Fields } from './field-label';
import { translatedForecast, translatedLeftOut, translatedRefusal, type Speech } from './translated-refusal';

const labels: Record<string, string> = {
  'content-manager.content-types.api::event.event.lineUp': 'Programma',
  'content-manager.content-types.api::event.event.endTime': 'Fine',
  'content-manager.components.club.line-up-entry.endTime': 'Fine esibizione',
};
const fields: Fields = {
  find: (id) => labels[id],
  componentOf: (owner, attribute) =>
    owner === 'api::event.event' && attribute === 'lineUp' ? 'club.line-up-entry' : undefined,
  entry: (number) => `voce ${number}`,
};
const event = 'api::event.event';

it.each([
  [['endTime'], 'Fine', event],
  [['lineUp', '1', 'endTime'], 'Programma, voce 2, Fine esibizione', 'club.line-up-entry'],
  [['lineUp'], 'Programma', event],
  [['lineUp', '0'], 'Programma, voce 1', event],
  [['unknown'], 'unknown', event],
])('the place of %j is %s', (path, label, owner) => {
  expect(placeOf(event, path, fields)).toEqual({ label, owner });
});

const speech: Speech = {
  fields,
  locale: 'it',
  rule: ({ key }, uid, owner) => `deve (${key}, ${uid}, ${owner})`,
  issue: (label, text) => `${label}: ${text}`,
};
const issue = (path: string[], message: string, rule?: BrokenRule) => ({
  path,
  message,
  name: 'ValidationError',
  ...(rule && { rule }),
});
const refusal = (message: string, ...errors: object[]) => ({
  status: 400,
  name: 'ValidationError',
  message,
  details: { errors },
});
const late = issue(['lineUp', '1', 'endTime'], "must not be after the event's endTime", {
  key: 'not-after-event',
});
const reversed = issue(['endTime'], 'must be after startTime', { key: 'after' });

it('says each issue at its field, and all by their labels', () => {
  const sentence = "endTime must be after startTime; lineUp[1].endTime must not be after the event's endTime";
  expect(translatedRefusal(refusal(sentence, reversed, late), event, speech)).toEqual(
    refusal(
      `Fine: deve (after, ${event}, ${event}); ` +
        `Programma, voce 2, Fine esibizione: deve (not-after-event, ${event}, club.line-up-entry)`,
      { ...reversed, message: `Deve (after, ${event}, ${event})` },
      { ...late, message: `Deve (not-after-event, ${event}, club.line-up-entry)` },
    ),
  );
});

it('names fields of issues that the server has said in the panel’s language', () => {
  const same = issue(['lineUp'], 'è uguale in tutte le lingue');
  expect(translatedRefusal(refusal('lineUp è uguale in tutte le lingue', same), event, speech)).toMatchObject(
    {
      message: 'Programma: è uguale in tutte le lingue',
    },
  );
});

it('keeps a sentence that is not made from the issues', () => {
  const inUse = issue(['documentId'], 'Ancora in uso');
  expect(translatedRefusal(refusal('Ancora in uso', inUse), event, speech)).toMatchObject({
    message: 'Ancora in uso',
  });
});

it('keeps the message of a rule that this panel does not know', () => {
  const newer = { ...reversed, rule: { key: 'toString' } };
  expect(translatedRefusal(refusal('endTime must be after startTime', newer), event, speech)).toMatchObject({
    message: 'Fine: must be after startTime',
    details: { errors: [{ message: 'Must be after startTime' }] },
  });
});

it.each([
  undefined,
  'text',
  { name: 'ForbiddenError', message: 'Forbidden' },
  { name: 'ValidationError', message: 'Not now', details: {} },
])('leaves other errors alone: %j', (error) => {
  expect(translatedRefusal(error, event, speech)).toBe(error);
});

describe('what is skipped of a selection', () => {
  const reason = 'endTime must be after startTime';
  const leftOut = [{ reason, errors: [reversed] }, { reason: 'non c’è più' }];
  const message = `Pubblicati: 1. Non pubblicati: «Ember» – ${reason}; «Nova» – non c’è più`;
  const told = `Pubblicati: 1. Non pubblicati: «Ember» – Fine: deve (after, ${event}, ${event}); «Nova» – non c’è più`;

  it.each([
    ['partly', { count: 1, message, leftOut }],
    ['wholly', { name: 'ValidationError', message, details: { leftOut } }],
  ])('is told by the labels of the form, %s', (_case, answer) => {
    expect(translatedLeftOut(answer, event, speech)).toEqual({ ...answer, message: told });
  });

  it.each([{ count: 2 }, undefined, { message }])('is not looked for in %j', (answer) => {
    expect(translatedLeftOut(answer, event, speech)).toBe(answer);
  });
});

describe('what will be refused of a selection', () => {
  const reason = 'endTime must be after startTime';
  const answerWith = (said: string) => ({
    data: {
      allowed: 1,
      refused: [
        { names: ['«Ember»'], reason: said, errors: [reversed] },
        { names: ['«Nova»'], reason: 'non c’è più' },
      ],
    },
  });

  it('is told by the labels of the form', () => {
    expect(translatedForecast(answerWith(reason), event, speech)).toEqual(
      answerWith(`Fine: deve (after, ${event}, ${event})`),
    );
  });

  it.each([{ data: { consequences: [] } }, undefined])('is not looked for in %j', (answer) => {
    expect(translatedForecast(answer, event, speech)).toBe(answer);
  });
});
