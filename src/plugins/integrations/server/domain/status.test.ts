import { untranslated } from '../../../jobs/contract/message';
import { isEndedBy, deriveStatus, type StatusInputs, type Status } from './status';

const now = 1_000_000;
const calm: StatusInputs = {
  isConfigured: true,
  missing: [],
  waiting: null,
  broken: null,
  paused: null,
  running: 0,
  now,
};
const incident = {
  reason: untranslated('The token is not valid'),
  whatToDo: untranslated('Make a new one'),
  since: now - 5,
};
const broken = { ...incident, resource: null };
const byPerson = { reason: untranslated('Ada is moving the calendar'), whatToDo: null, since: now - 7 };
const byJob = {
  reason: untranslated('The page is gone'),
  whatToDo: untranslated('Choose another'),
  since: now - 9,
};
const waiting = { until: now + 1, reason: untranslated('Too many calls') };

const setAB = {
  id: 'integrations.message.set-settings',
  values: { settings: 'A, B' },
  text: 'Set A, B and start the club again.',
};

test.each<[string, Partial<StatusInputs>, Partial<Status>]>([
  ['nothing is the matter', {}, { state: 'ready', reason: null }],
  ['a job is at work', { running: 2 }, { state: 'working' }],
  ['it must wait', { waiting }, { state: 'waiting', reason: waiting.reason, until: now + 1 }],
  ['it must wait, and a job is at work', { waiting, running: 1 }, { state: 'waiting' }],
  ['it has waited', { waiting: { ...waiting, until: now } }, { state: 'ready', until: null }],
  ['it is broken', { broken }, { state: 'broken', ...incident }],
  ['it is broken and must wait', { broken, waiting, running: 1 }, { state: 'broken', until: null }],
  [
    'a job has said that a person must act',
    { paused: byJob },
    { state: 'broken', reason: byJob.reason, whatToDo: byJob.whatToDo, since: now - 9 },
  ],
  [
    'a person has paused it',
    { paused: byPerson },
    { state: 'waiting', reason: byPerson.reason, until: null },
  ],
  ['broken before paused', { broken, paused: byJob }, { state: 'broken', reason: broken.reason }],
  [
    'settings are absent',
    { isConfigured: false, missing: ['A', 'B'], broken, waiting },
    { state: 'off', whatToDo: setAB, since: null, until: null },
  ],
])('%s', (_name, inputs, expected) => {
  expect(deriveStatus({ ...calm, ...inputs })).toMatchObject(expected);
});

test.each<[string, string | null, string | null, boolean]>([
  ['any call shows that the connection works again', null, 'calendar', true],
  ['and one that is to nothing in particular', null, null, true],
  ['a call to what was in trouble shows that this is over', 'calendar', 'calendar', true],
  ['one to something else does not', 'calendar', 'other calendar', false],
  ['nor does one to nothing in particular', 'calendar', null, false],
])('%s', (_name, resource, worked, expected) => {
  expect(isEndedBy({ ...broken, resource }, worked)).toBe(expected);
});
