import { untranslated } from '../../../jobs/contract/message';
import { alertKey, type Alert } from '../../contract/home';
import { isHeldBack, newsFor, updateOpenAlerts, type Told, type OpenAlert } from './open-alerts';

const queue = (name: string, since = '1970-01-01T00:00:00.100Z'): Alert => ({
  kind: 'queue',
  name,
  reason: untranslated('Somebody paused it'),
  whatToDo: null,
  since,
});
const sync = (documentId: string): Alert => ({ kind: 'sync', documentId, title: documentId, targets: [] });
const openAlert = (alert: Alert, seenAt: number, goneAt: number | null = null): OpenAlert => ({
  name: alertKey(alert),
  alert,
  seenAt,
  goneAt,
});
const told = (alert: Alert): Told => ({ name: alertKey(alert), alert });

const [a, b, e] = [queue('a'), queue('b'), sync('e')];

test.each<[string, OpenAlert[], Alert[], OpenAlert[]]>([
  ['what is new is open from now on', [], [a], [openAlert(a, 1000)]],
  ['what lasts keeps its beginning', [openAlert(a, 5)], [a], [openAlert(a, 5)]],
  ['what has changed is kept as it is now', [openAlert(queue('a', ''), 5)], [a], [openAlert(a, 5)]],
  ['what is gone is not over yet', [openAlert(a, 5)], [], [openAlert(a, 5, 1000)]],
  ['what is gone for a while is not over yet', [openAlert(a, 5, 950)], [], [openAlert(a, 5, 950)]],
  ['what is gone for long is over', [openAlert(a, 5, 900)], [], []],
  ['what comes again is the same alert', [openAlert(a, 5, 950)], [a], [openAlert(a, 5)]],
  ['others do not matter', [openAlert(a, 5)], [a, b], [openAlert(a, 5), openAlert(b, 1000)]],
])('%s', (_, known, alerts, expected) => {
  expect(updateOpenAlerts(known, { alerts, isComplete: () => true, now: 1000 }, 100)).toEqual(expected);
});

test('what is missing in a list that is cut off may be there all the same', () => {
  const known = [openAlert(e, 5), openAlert(a, 5)];
  const sighting = { alerts: [], isComplete: (kind: string) => kind !== 'sync', now: 1000 };
  expect(updateOpenAlerts(known, sighting, 0)).toEqual([openAlert(e, 5)]);
});

const begins = (alert: Alert, since = 100) => ({ alert, since });

test.each<[string, Told[], OpenAlert[], Alert[], object | null]>([
  ['nothing is open', [], [], [], null],
  ['one that has lasted', [], [openAlert(a, 50)], [a], { begun: [begins(a)], over: [], told: [told(a)] }],
  ['one that may pass by itself', [], [openAlert(a, 951)], [a], null],
  ['one that is gone just now', [], [openAlert(a, 5, 990)], [a], null],
  ['one that was told', [told(a)], [openAlert(a, 5)], [a], null],
  ['one that was told and is gone just now', [told(a)], [openAlert(a, 5, 990)], [], null],
  ['one that they may not see', [], [openAlert(a, 5)], [b], null],
  ['one that is over', [told(a)], [], [], { begun: [], over: [a], told: [] }],
  ['one that is over and was told in another form', [{ name: 'old', alert: null }], [], [], { over: [] }],
  [
    'several at once',
    [told(a)],
    [openAlert(b, 5), openAlert(e, 7)],
    [b, e],
    { begun: [begins(b), begins(e, 7)], over: [a], told: [told(b), told(e)] },
  ],
  [
    'one more',
    [told(a)],
    [openAlert(a, 5), openAlert(b, 5)],
    [a, b],
    { begun: [begins(b)], over: [], told: [told(a), told(b)] },
  ],
])('somebody is told: %s', (_, known, open, visible, expected) => {
  const news = newsFor(known, open, visible, { now: 1000, settleMs: 50 });
  if (expected === null) expect(news).toBeNull();
  else expect(news).toMatchObject(expected);
});

test.each<[string, number | null, number | null, boolean]>([
  ['who has not been told anything is told', null, null, false],
  ['who has just been told something waits', 950, null, true],
  ['who was told something before is told', 900, null, false],
  ['whose mail has just failed waits', null, 1001, true],
  ['whose mail failed before gets it', null, 1000, false],
])('%s', (_, toldAt, retryAt, expected) => {
  expect(isHeldBack({ toldAt, retryAt }, 1000, 100)).toBe(expected);
});
