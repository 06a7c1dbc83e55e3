import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { eventRow, publishedEvent, snapshotOf } from '../../../../../tests/support/event-rows';
import { hostileText } from '../../../../../tests/support/hostile-text';
import { eventStatuses, eventTypes } from '../../../content/server/domain/event-constants';
import { hasUnpublishedChanges, snapshotOf as snapshotOfType } from './event-snapshot';

const draftOf = (more: Record<string, unknown> = {}) => snapshotOf([eventRow(more)])?.draft;

it('puts a published event together', () => {
  expect(snapshotOf(publishedEvent())).toMatchObject({
    documentId: 'k1x9',
    published: {
      slug: 'night',
      texts: { en: { title: 'Night of echoes', description: 'A long night' } },
      type: 'live_music',
      status: 'scheduled',
      start: '2026-11-21T21:00:00.000Z',
      end: '2026-11-21T23:30:00.000Z',
      timeZone: 'Europe/Rome',
      location: { documentId: 'cave', name: 'The Main Cave', isActive: true },
      lineUp: [
        { name: 'Élodie Vesper', role: 'headliner', start: '2026-11-21T21:30:00.000Z', end: null },
        { name: 'Zed', role: 'dj', start: null, end: null },
      ],
      links: [{ label: 'Tickets', url: 'https://tickets.test/night' }],
      announce: true,
      announceAt: null,
    },
  });
});

describe('snapshotOf', () => {
  it('has no event where there are no rows', () => {
    expect(snapshotOf([])).toBeNull();
  });

  it('has nothing published of a draft', () => {
    expect(snapshotOf([eventRow()])).toMatchObject({ published: null, draft: { slug: 'night' } });
  });

  it.each([
    ['start', { startTime: null }],
    ['end', { endTime: null }],
    ['English row', { locale: 'it' }],
  ])('has no version of a draft without its %s', (_what, more) => {
    expect(snapshotOf([eventRow(more)])).toEqual({ documentId: 'k1x9', published: null, draft: null });
  });

  it('shows nothing published in another language alone', () => {
    const rows = [eventRow(), eventRow({ locale: 'it', publishedAt: '2026-11-01T10:00:00.000Z' })];
    expect(snapshotOf(rows)?.published).toBeNull();
  });

  it('asks the type what is public', () => {
    const type = { uid: 'api::event.event', attributes: { isActive: { type: 'boolean' } } };
    const shown = (isActive: boolean) => snapshotOfType(publishedEvent({ isActive }), type)?.published?.slug;
    expect([shown(true), shown(false)]).toEqual(['night', undefined]);
  });

  it('reads moments as either database gives them', () => {
    const dates = { startTime: new Date('2026-11-21T21:00:00Z'), endTime: '2026-11-22T00:30:00+01:00' };
    expect(draftOf(dates)).toMatchObject({
      start: '2026-11-21T21:00:00.000Z',
      end: '2026-11-21T23:30:00.000Z',
    });
  });

  it.each([
    ['the slug for a missing title', { title: ' ' }, { texts: { en: { title: 'night' } } }],
    [
      'the id where there is no slug either',
      { title: null, slug: null },
      { texts: { en: { title: 'k1x9' } } },
    ],
    ['UTC for a missing zone', { timezone: null }, { timeZone: 'UTC' }],
    ['no location', { location: null }, { location: null }],
    ['no line-up', { lineUp: null }, { lineUp: [] }],
    [
      'the slug of a nameless location',
      { location: { documentId: 'x', slug: 'attic' } },
      { location: { name: 'attic', slurl: null, isActive: false } },
    ],
    ['announced, where nobody said', { announce: null }, { announce: true }],
  ])('has %s', (_case, more, expected) => {
    expect(draftOf(more)).toMatchObject(expected);
  });

  it('keeps the order of entries numbered alike, and leaves out those without an artist', () => {
    const entry = (name: string | null, position: number | null) => ({
      artist: name && { documentId: name, name },
      role: 'guest',
      position,
    });
    const lineUp = [entry('Bo', 1), entry('Ada', 1), entry(null, 0), entry('Cy', null)];
    expect(draftOf({ lineUp })?.lineUp.map(({ name }) => name)).toEqual(['Cy', 'Bo', 'Ada']);
  });

  it('refuses rows of another shape', () => {
    expect(() => snapshotOf([eventRow({ startTime: 'tomorrow' })])).toThrow(z.ZodError);
    expect(() => snapshotOf([eventRow({ eventStatus: 'sold_out' })])).toThrow(z.ZodError);
  });

  it('falls back to English field by field', () => {
    const filled = fc.option(fc.constantFrom('', '  ', 'Notte', 'Nuit d’échos'));
    fc.assert(
      fc.property(filled, filled, fc.constantFrom('it', 'fr', 'es'), (title, description, language) => {
        const texts = snapshotOf(publishedEvent({}, { [language]: { title, description } }))?.published
          ?.texts;
        expect(texts?.[language as 'it']).toEqual({
          title: title?.trim() || 'Night of echoes',
          description: description?.trim() || 'A long night',
        });
      }),
    );
  });

  it('has titles of one line, and a title always', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (en, it) => {
        const texts = snapshotOf(publishedEvent({ title: en }, { it: { title: it } }))?.published?.texts;
        for (const { title } of Object.values(texts ?? {})) {
          expect(title).toMatch(/^\S(?:.*\S)?$/u);
          expect(title).not.toMatch(/[\n\r\p{Surrogate}]/u);
        }
      }),
    );
  });
});

describe('hasUnpublishedChanges', () => {
  const differs = (more: Record<string, unknown>) => {
    const [, published = {}] = publishedEvent();
    const event = snapshotOf([eventRow(more), published]);
    return event && hasUnpublishedChanges(event);
  };

  it.each([
    ['nothing', {}, false],
    ['a title', { title: 'Another night' }, true],
    ['a time', { startTime: '2026-11-21T20:00:00.000Z' }, true],
    ['the status', { eventStatus: 'cancelled' }, true],
    ['the location', { location: { documentId: 'attic', name: 'The Main Cave' } }, true],
    ['the line-up', { lineUp: [] }, true],
    [
      'the location’s own name',
      { location: { documentId: 'cave', name: 'Renamed', isActive: false } },
      false,
    ],
  ])('of %s', (_what, more, expected) => {
    expect(differs(more)).toBe(expected);
  });

  it('a draft that was never published differs from nothing', () => {
    const event = snapshotOf([eventRow()]);
    expect(event && hasUnpublishedChanges(event)).toBe(false);
  });
});

it('knows the types and statuses that the schema has', () => {
  const file = path.join(__dirname, '../../../../api/event/content-types/event/schema.json');
  const choice = z.object({ enum: z.array(z.string()) });
  const schema = z.object({ attributes: z.object({ eventType: choice, eventStatus: choice }) });
  const { attributes } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(attributes.eventType.enum).toEqual([...eventTypes]);
  expect(attributes.eventStatus.enum).toEqual([...eventStatuses]);
});
