import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentDocument, schemaFor, contentJsonSchema } from './document-schema';
import { issuesOf, issueText } from './issues';
import { kindNames, kinds } from './kinds';
import { readDocument, resolveTimes } from './read';
import { pictures, references } from './walk';

const event = {
  slug: 'night-of-glass',
  startTime: 'now',
  endTime: 'start+2h',
  location: 'the-listening-room',
  lineUp: [{ artist: 'nova', role: 'headliner', position: 0, startTime: 'start+30m' }],
  cover: { file: 'pictures/glass.webp', alt: 'Glass' },
  translations: { en: { title: 'Night of Glass' }, it: { title: 'Notte di vetro' } },
};

const issues = (value: unknown): string[] => {
  const parsed = schemaFor('events', value).safeParse(value);
  return parsed.success
    ? []
    : issuesOf(parsed.error, value).map((each) => issueText({ file: 'events.json', ...each }));
};

describe('a document of a content file', () => {
  test('passes when it is right', () => {
    expect(issues(event)).toEqual([]);
    expect(
      issues({ ...event, cover: null, links: [], translations: { en: { title: 'x', description: null } } }),
    ).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['not an object', 'night', ['events.json: must be an object, not text']],
    [
      'an unknown attribute',
      { ...event, colour: 'red' },
      ['events.json: colour: there is no such attribute'],
    ],
    [
      'an unknown language',
      { ...event, translations: { en: { title: 'x' }, de: {} } },
      ['events.json: translations.de: there is no such attribute'],
    ],
    [
      'a localized attribute at the root',
      { ...event, title: 'x' },
      ['events.json: title: there is no such attribute'],
    ],
    [
      'no English',
      { ...event, translations: { it: { title: 'x' } } },
      ['events.json: translations.en: is missing'],
    ],
    [
      'no English title',
      { ...event, translations: { en: {} } },
      ['events.json: translations.en.title: is missing'],
    ],
    [
      'a slug with capitals',
      { ...event, slug: 'Night' },
      ['events.json: slug: must be a slug: small letters, digits and hyphens, such as "the-listening-room"'],
    ],
    [
      'a path out of the folder',
      { ...event, cover: { file: '../x.webp' } },
      ['events.json: cover.file: must be a path within the folder'],
    ],
    [
      'a wrong role',
      { ...event, lineUp: [{ role: 'star' }] },
      ['events.json: lineUp[0].role: must be one of headliner, support, dj, host, guest'],
    ],
    [
      'an empty required value',
      { ...event, startTime: null },
      ['events.json: startTime: must be text, not null'],
    ],
    [
      'a title too long',
      { ...event, translations: { en: { title: 'x'.repeat(256) } } },
      ['events.json: translations.en.title: must have at most 255 characters'],
    ],
    [
      'a text of emoji that is too long',
      { ...event, translations: { en: { title: '🎷'.repeat(128) } } },
      [
        'events.json: translations.en.title: must have at most 255 characters, of which emoji and some other signs count as two',
      ],
    ],
    [
      'several issues at once',
      { ...event, slug: undefined, isFeatured: 'yes', lineUp: [{ position: -1 }] },
      [
        'events.json: slug: is missing',
        'events.json: lineUp[0].position: must be at least 0',
        'events.json: isFeatured: must be true or false, not text',
      ],
    ],
  ])('names what is wrong with %s', (_, value, expected) => {
    expect(issues(value)).toEqual(expected);
  });

  test('lists its references and its pictures', () => {
    const { shared, published } = contentDocument(event);
    expect(published).toBe(true);
    expect(references('events', shared)).toEqual([
      { path: ['location'], kind: 'locations', key: 'the-listening-room' },
      { path: ['lineUp', 0, 'artist'], kind: 'artists', key: 'nova' },
    ]);
    expect(pictures('events', shared)).toEqual([
      { path: ['cover'], picture: event.cover, allowedTypes: ['images'] },
    ]);
  });

  test('has its times resolved, each against the right anchor', () => {
    const now = new Date('2026-05-20T19:30:00Z');
    const { shared, issues: none } = resolveTimes('events', contentDocument(event).shared, now);
    expect(none).toEqual([]);
    expect(shared).toMatchObject({
      startTime: '2026-05-20T19:30:00.000Z',
      endTime: '2026-05-20T21:30:00.000Z',
      lineUp: [{ startTime: '2026-05-20T20:00:00.000Z' }],
    });
    expect(resolveTimes('posts', { date: 'start+2h' }, now).issues).toEqual([
      { path: ['date'], message: "there is no start time for 'start' to mean" },
    ]);
  });
});

describe('the rules on save', () => {
  const at = new Date('2026-05-20T19:30:00Z');
  const issuesOfEvent = (value: unknown) =>
    (readDocument('events', value, at).issues ?? []).map((each) =>
      issueText({ file: 'events.json', ...each }),
    );

  test.each<[string, object, string[]]>([
    ['nothing wrong', {}, []],
    [
      'an end before the start',
      { endTime: 'start-1h', lineUp: [] },
      ['events.json: endTime: must be after startTime'],
    ],
    [
      'a line-up entry outside, and a link without https',
      { lineUp: [{ artist: 'nova', startTime: 'start-5m' }], links: [{ url: 'http://example.com' }] },
      [
        expect.stringMatching(/^events\.json: links\[0\]\.url: /),
        expect.stringMatching(/^events\.json: lineUp\[0\]\.startTime: must not be before/),
      ],
    ],
    ['no such time zone', { timezone: 'Europe/Rom' }, [expect.stringMatching(/^events\.json: timezone: /)]],
    [
      'a blank English title',
      { translations: { en: { title: ' ' } } },
      [expect.stringMatching(/^events\.json: translations\.en\.title: /)],
    ],
  ])('find %s', (_, change, expected) => {
    expect(issuesOfEvent({ ...event, ...change })).toEqual(expected);
  });
});

describe('the kinds', () => {
  test('are in an order in which referenced kinds come first', () => {
    kindNames.forEach((name, index) => {
      const targets = Object.values<{ type: string; target?: string }>(kinds[name].attributes).flatMap(
        (each) => (each.type === 'relation' ? [each.target] : []),
      );
      const before = kindNames.slice(0, index).map((each): string | undefined => kinds[each].uid);
      expect(before).toEqual(expect.arrayContaining(targets));
    });
  });
});

test('the published JSON Schema is that of the code (npm run content:schema writes it)', () => {
  const published = path.resolve(__dirname, '../../../../../../database/content.schema.json');
  expect(readFileSync(published, 'utf8')).toBe(contentJsonSchema());
});
