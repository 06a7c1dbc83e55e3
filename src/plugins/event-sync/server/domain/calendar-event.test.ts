import { isDeepStrictEqual } from 'node:util';
import type { calendar_v3 } from '@googleapis/calendar';
import fc from 'fast-check';
import { eventRow, publishedEvent, snapshotOf } from '../../../../../tests/support/event-rows';
import { hostileText } from '../../../../../tests/support/hostile-text';
import { described, shown } from '../../../../../tests/support/text-cases';
import { eventAddresses } from '../../../../shared/server/event-addresses';
import { fingerprint } from './plan';
import {
  desiredOnInternalCalendar,
  desiredOnPublicCalendar,
  eventIdOf,
  type CalendarEvent,
} from './calendar-event';

const context = {
  club: 'https://api.club.test',
  addresses: eventAddresses({ publicUrl: 'https://api.club.test', frontendUrl: 'https://club.test' }),
};

type Rows = Record<string, unknown>[];
const documentOf = (desired: ReturnType<typeof desiredOnPublicCalendar>): CalendarEvent | null =>
  desired === null || desired === 'leave' ? null : desired.document;
const onPublic = (rows: Rows) => documentOf(desiredOnPublicCalendar(snapshotOf(rows), context));
const onInternal = (rows: Rows) => documentOf(desiredOnInternalCalendar(snapshotOf(rows), context));
const cave = 'The Main Cave\nhttps://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23';
const times = 'Sat 21 Nov 2026, 22:00 CET – 00:30 CET\nSecond Life: Sat 21 Nov 2026, 1:00 PM PST';

describe('the public calendar', () => {
  it('shows a published event', () => {
    const document: calendar_v3.Schema$Event | null = onPublic(publishedEvent());
    expect(document).toEqual({
      summary: 'Night of echoes',
      description: [
        'A long night',
        'Line-up:\n22:30 Élodie Vesper (headliner)\nZed (DJ)',
        times,
        cave,
        'https://club.test/events/night',
      ].join('\n\n'),
      location: 'The Main Cave',
      start: { dateTime: '2026-11-21T22:00:00+01:00', timeZone: 'Europe/Rome' },
      end: { dateTime: '2026-11-22T00:30:00+01:00', timeZone: 'Europe/Rome' },
      status: 'confirmed',
      extendedProperties: {
        private: { club: 'https://api.club.test', event: 'k1x9', hash: expect.stringMatching(/^[\w-]{43}$/) },
      },
    });
  });

  it.each<[string, Rows]>([
    ['a draft', [eventRow()]],
    ['a cancelled event', publishedEvent({ eventStatus: 'cancelled' })],
    ['what is deleted', []],
  ])('does not show %s', (_what, rows) => {
    expect(desiredOnPublicCalendar(snapshotOf(rows), context)).toBeNull();
  });

  it('says of a postponed event that it is', () => {
    const document = onPublic(publishedEvent({ eventStatus: 'postponed' }));
    expect(document).toMatchObject({ summary: 'Postponed: Night of echoes', status: 'tentative' });
    expect(document?.description).toMatch(/^Postponed\n\n/);
  });

  it('does not tell of an inactive location', () => {
    const document = onPublic(
      publishedEvent({ location: { documentId: 'cave', name: 'Secret', isActive: false } }),
    );
    expect(document?.location).toBe('');
    expect(JSON.stringify(document)).not.toContain('Secret');
  });

  it('does not tell of what is in the draft alone', () => {
    const [, published = {}] = publishedEvent();
    const changed = onPublic([eventRow({ title: 'Not yet', eventStatus: 'cancelled' }), published]);
    expect(changed).toEqual(onPublic(publishedEvent()));
  });

  it('has the text of Markdown, with addresses whole', () => {
    const rows = publishedEvent({ description: described }, { it: { description: described } });
    expect(onPublic(rows)?.description).toContain(shown.join('\n'));
    expect(onInternal(rows)?.description).toContain(shown.join('\n'));
  });

  it('tells below what other languages say otherwise', () => {
    const rows = publishedEvent(
      {},
      {
        it: { title: 'Notte di echi', description: 'Una notte lunga' },
        fr: { title: 'Nuit d’échos' },
        es: { title: 'Night of echoes', description: '' },
      },
    );
    expect(onPublic(rows)?.description).toMatch(
      /events\/night\n\n— Italiano —\nNotte di echi\nUna notte lunga\n\n— Français —\nNuit d’échos$/,
    );
  });
});

describe('the internal calendar', () => {
  it('shows all of a published event', () => {
    expect(onInternal(publishedEvent())).toMatchObject({
      summary: 'Night of echoes',
      description: [
        `Live music\n${times}`,
        cave,
        'Line-up:\n22:30 Élodie Vesper (headliner)\nZed (DJ)',
        'A long night',
        'Tickets: https://tickets.test/night',
        'Edit: https://api.club.test/admin/content-manager/collection-types/api::event.event/k1x9\n' +
          'Page: https://club.test/events/night',
      ].join('\n\n'),
    });
  });

  it.each<[string, Rows, string, string]>([
    ['a draft', [eventRow()], '[DRAFT] Night of echoes', 'confirmed'],
    [
      'a cancelled event',
      publishedEvent({ eventStatus: 'cancelled' }),
      '[CANCELLED] Night of echoes',
      'confirmed',
    ],
    [
      'a postponed event',
      publishedEvent({ eventStatus: 'postponed' }),
      '[POSTPONED] Night of echoes',
      'tentative',
    ],
    [
      'a cancelled draft',
      [eventRow({ eventStatus: 'cancelled' })],
      '[DRAFT] [CANCELLED] Night of echoes',
      'confirmed',
    ],
  ])('marks %s', (_what, rows, summary, status) => {
    expect(onInternal(rows)).toMatchObject({ summary, status });
  });

  it.each<[string, Rows]>([
    ['is deleted', []],
    ['has no times yet', [eventRow({ startTime: null })]],
  ])('does not show what %s', (_what, rows) => {
    expect(onInternal(rows)).toBeNull();
  });

  it('shows what is published, and says so where the draft differs', () => {
    const [, published = {}] = publishedEvent();
    const document = onInternal([eventRow({ title: 'Another night' }), published]);
    expect(document?.summary).toBe('Night of echoes');
    expect(document?.description).toMatch(/^The draft differs from what is published/);
    expect(document?.description).not.toContain('Another night');
  });

  it.each([
    ['no page for a draft', [eventRow()], /Page:/, false],
    [
      'the location though inactive',
      [eventRow({ location: { documentId: 'x', name: 'Attic', isActive: false } })],
      /Attic/,
      true,
    ],
    ['that it is not announced', publishedEvent({ announce: false }), /^Not announced on Facebook\./, true],
    [
      'when it will be announced',
      publishedEvent({ announceAt: '2026-11-14T17:00:00.000Z' }),
      /^On Facebook from Sat 14 Nov 2026, 18:00 CET\./,
      true,
    ],
  ])('tells %s', (_what, rows, told, expected) => {
    expect(told.test(onInternal(rows)?.description ?? '')).toBe(expected);
  });
});

describe('whatever people write', () => {
  const texts = fc.record({ title: hostileText(), description: hostileText(60) });
  const huge = fc.record({
    title: fc.constant('Notte'),
    description: fc.constant('parola 🎸 '.repeat(1000)),
  });
  const anyTexts = fc.oneof(texts, huge);
  const translations = fc.record({ it: anyTexts, fr: anyTexts, es: anyTexts }, { requiredKeys: [] });
  const events = fc
    .tuple(anyTexts, translations, fc.constantFrom('scheduled', 'postponed', 'cancelled'))
    .map(([english, others, eventStatus]) => publishedEvent({ ...english, eventStatus }, others));

  it('keeps to Google’s limits, to whole characters, and never loses a link', () => {
    fc.assert(
      fc.property(events, (rows) => {
        for (const document of [onPublic(rows), onInternal(rows)]) {
          if (document === null) continue;
          expect(document.description.length).toBeLessThanOrEqual(8192);
          expect(document.summary.length).toBeLessThanOrEqual(500);
          expect(document.description + document.summary).not.toMatch(/\p{Surrogate}/u);
          expect(document.description).toContain('https://club.test/events/night');
        }
        expect(onInternal(rows)?.description).toContain('api::event.event/k1x9');
      }),
    );
  });

  it('carries the hash of all the rest, which changes with it', () => {
    fc.assert(
      fc.property(events, (rows) => {
        const desired = desiredOnInternalCalendar(snapshotOf(rows), context);
        if (desired === null || desired === 'leave') throw new Error('It is shown');
        const { hash, ...marks } = desired.document.extendedProperties.private;
        expect(hash).toBe(desired.hash);
        expect(hash).toBe(fingerprint({ ...desired.document, extendedProperties: { private: marks } }));
      }),
    );
    const hashOf = (rows: Rows) => onPublic(rows)?.extendedProperties.private.hash;
    expect(hashOf(publishedEvent())).not.toBe(hashOf(publishedEvent({ slug: 'nights' })));
    expect(hashOf(publishedEvent())).toBe(hashOf(publishedEvent({ id: 99, isFeatured: true })));
  });
});

describe('the id of an event', () => {
  const parts = fc.record({
    documentId: fc.string({ unit: 'binary' }),
    calendarId: fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })),
    generation: fc.nat(),
  });

  it('stays the same for good: events already stand under it', () => {
    const calendarId = 'club@group.calendar.google.com';
    expect(eventIdOf({ documentId: 'k1x9w8y7z6a5b4c3d2e1f0g9', calendarId, generation: 0 })).toBe(
      '1v2p1ms8u20g6ohglfr5389gu1s4p3gfoeigl5gvk1te84r4pffr',
    );
  });

  it('is one that Google takes', () => {
    fc.assert(
      fc.property(parts, (of) => {
        expect(eventIdOf(of)).toMatch(/^[a-v0-9]{5,1024}$/);
      }),
    );
  });

  it('is another for another event, calendar or generation', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(eventIdOf(one) === eventIdOf(other)).toBe(isDeepStrictEqual(one, other));
        expect(eventIdOf({ ...one, generation: one.generation + 1 })).not.toBe(eventIdOf(one));
      }),
    );
  });

  it('does not mistake where one part ends and the next begins', () => {
    const id = (documentId: string, calendarId: string) =>
      eventIdOf({ documentId, calendarId, generation: 1 });
    expect(id('ab', 'c')).not.toBe(id('a', 'bc'));
  });
});
