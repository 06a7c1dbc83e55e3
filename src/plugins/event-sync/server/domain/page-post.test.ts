import { eventRow, publishedEvent, snapshotOf } from '../../../../../tests/support/event-rows';
import { described, shown } from '../../../../../tests/support/text-cases';
import { eventAddresses } from '../../../../shared/server/event-addresses';
import { desiredOnPage, markerOf, prefilledText } from './page-post';

const addresses = eventAddresses({ publicUrl: 'https://api.club.test', frontendUrl: 'https://club.test' });
const before = new Date('2026-11-10T12:00:00Z');
const after = new Date('2026-11-21T23:30:00Z');
const desired = (rows: Record<string, unknown>[], now = before) =>
  desiredOnPage(snapshotOf(rows), { addresses, now });

const message = [
  'Night of echoes',
  'Sat 21 Nov 2026, 22:00 CET – 00:30 CET\nSecond Life: Sat 21 Nov 2026, 1:00 PM PST\nThe Main Cave',
  'With Élodie Vesper, Zed',
  'A long night',
  'https://club.test/events/night',
].join('\n\n');

it('announces a published event', () => {
  expect(desired(publishedEvent())).toEqual({
    document: { message, link: 'https://club.test/events/night' },
    hash: expect.any(String),
    appears: 'now',
  });
});

it.each<[string, Record<string, unknown>[], Date, unknown]>([
  ['a draft', [eventRow()], before, null],
  ['what is deleted', [], before, null],
  ['what is not to be announced', publishedEvent({ announce: false }), before, null],
  ['what has ended', publishedEvent(), after, 'leave'],
  ['what has ended, cancelled', publishedEvent({ eventStatus: 'cancelled' }), after, 'leave'],
  ['what has ended, its announcement switched off', publishedEvent({ announce: false }), after, 'leave'],
  ['what has ended, and was then unpublished', [eventRow()], after, null],
])('of %s', (_what, rows, now, expected) => {
  expect(desired(rows, now)).toEqual(expected);
});

it('it is still on until it ends', () => {
  expect(desired(publishedEvent(), new Date(after.getTime() - 1))).toMatchObject({ appears: 'now' });
});

it('waits for the moment that staff set', () => {
  const announceAt = '2026-11-14T17:00:00.000Z';
  expect(desired(publishedEvent({ announceAt }))).toMatchObject({
    document: { message },
    appears: { notBefore: announceAt },
  });
});

it.each([
  ['cancelled', 'CANCELLED: Night of echoes\n\n'],
  ['postponed', 'POSTPONED: Night of echoes\n\n'],
])('a %s event is marked where it was announced, and not announced anew', (eventStatus, start) => {
  expect(desired(publishedEvent({ eventStatus }))).toMatchObject({
    document: { message: expect.stringMatching(`^${start}`) },
    appears: 'never',
  });
});

it('a long text is shortened, and the link stays', () => {
  const result = desired(publishedEvent({ description: 'word '.repeat(500) }));
  const text = result !== null && result !== 'leave' ? result.document.message : '';
  expect(text).toMatch(/ word…\n\nhttps:\/\/club\.test\/events\/night$/);
  expect(text.length).toBeLessThan(700);
});

it('a post is known again by its words, not by the space between them', () => {
  expect(markerOf(` ${message.replaceAll('\n', '\r\n').normalize('NFD')}  `)).toBe(markerOf(message));
  expect(markerOf(message.replace('Zed', 'Zoe'))).not.toBe(markerOf(message));
});

it('says neither where nor who, where that is not known to the public', () => {
  const hidden = { location: { documentId: 'x', name: 'Secret', isActive: false }, lineUp: [] };
  const result = desired(publishedEvent(hidden));
  expect(JSON.stringify(result)).not.toMatch(/Secret|With/);
});

describe('prefilledText', () => {
  it('has everything, title first', () => {
    const description = `${'A long night '.repeat(60)}.`;
    expect(prefilledText(snapshotOf(publishedEvent({ description })), addresses)).toBe(
      [
        'Night of echoes',
        'Sat 21 Nov 2026, 22:00 CET – 00:30 CET\nSecond Life: Sat 21 Nov 2026, 1:00 PM PST\n' +
          'The Main Cave\nhttps://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
        description,
        'Line-up:\n22:30 Élodie Vesper (headliner)\nZed (DJ)',
        'https://club.test/events/night',
      ].join('\n\n'),
    );
  });

  it('is there for a draft, and empty for nothing', () => {
    expect(prefilledText(snapshotOf([eventRow()]), addresses)).toMatch(/^Night of echoes\n/);
    expect(prefilledText(null, addresses)).toBe('');
  });
});

it('without a website there is no page to link', () => {
  const none = eventAddresses({ publicUrl: 'https://api.club.test' });
  expect(none.pageOf('night')).toBeNull();
  const event = snapshotOf(publishedEvent());
  expect(desiredOnPage(event, { addresses: none, now: before })).toEqual({
    document: { message: message.replace(/\n\nhttps.*$/, '') },
    hash: expect.any(String),
    appears: 'now',
  });
  expect(prefilledText(event, none)).toMatch(/\nZed \(DJ\)$/);
});

it('the text of Markdown keeps addresses whole', () => {
  const rows = publishedEvent({ description: described });
  for (const text of [JSON.stringify(desired(rows)), prefilledText(snapshotOf(rows), addresses)])
    expect(text).toContain(shown[0]);
});
