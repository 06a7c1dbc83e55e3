import { changesOf } from './compare';
import { issueText } from './issues';
import { documentIdOf, keyPlace, keysIn } from './keys';
import { kindNames, kinds, type KindName } from './kinds';
import { readDocument } from './read';
import { sharedOf } from './rows';
import { references } from './walk';

const now = new Date('2026-05-20T19:30:00Z');
const documentId = 'tz4a98xxat96iws9zmbrgj3a';

const issues = (name: KindName, value: object): string[] =>
  (readDocument(name, value, now).issues ?? []).map((issue) => issueText({ file: 'f', ...issue }));

const drafted = kindNames.filter((name) => kinds[name].draftAndPublish);

describe.each(drafted)('a draft of %s', (name) => {
  test.each<[string, object]>([
    ['a slug alone', { slug: 'night' }],
    ['a documentId alone', { documentId }],
    ['both', { slug: 'night', documentId }],
    ['nothing in English', { documentId, translations: { it: {} } }],
    [
      'every attribute emptied',
      {
        documentId,
        ...Object.fromEntries(
          kinds[name].shared.filter(([each]) => each !== 'slug').map(([each]) => [each, null]),
        ),
        translations: { en: Object.fromEntries(kinds[name].localized.map(([each]) => [each, null])) },
      },
    ],
  ])('may have %s', (_, draft) => {
    expect(issues(name, { ...draft, published: false })).toEqual([]);
    const { read } = readDocument(name, { ...draft, published: false }, now);
    const nothing = { shared: {}, translations: {}, publication: 'none' } as const;
    // The English row is written in any case.
    expect(read && changesOf(name, read.document, nothing).translations[0]?.[0]).toBe('en');
  });

  test.each<[string, object, string[]]>([
    ['no key at all', {}, ['f: slug: is missing']],
    [
      'no key, and something else that is wrong',
      { colour: 'red' },
      ['f: colour: there is no such attribute', 'f: slug: is missing'],
    ],
    [
      'a wrong documentId',
      { documentId: 'No 7' },
      ['f: documentId: must be the documentId of a draft, as an export has it'],
    ],
    ['an unknown attribute', { documentId, colour: 'red' }, ['f: colour: there is no such attribute']],
    ['a slug emptied', { slug: '' }, [expect.stringMatching(/^f: slug: must be a slug/)]],
  ])('must not have %s', (_, draft, expected) => {
    expect(issues(name, { ...draft, published: false })).toEqual(expected);
  });

  test.each([{}, { published: true }])('asks everything of one with %j', (state) => {
    const found = issues(name, { documentId, ...state });
    expect(found).toContain('f: slug: is missing');
    expect(found).toContain('f: documentId: there is no such attribute');
    expect(found).toContain(name === 'artists' ? 'f: name: is missing' : 'f: translations: is missing');
  });
});

test.each<[string, object, KindName, string[]]>([
  ['a title that is empty', { translations: { en: { title: '' } } }, 'events', []],
  ['a link without an address', { links: [{ label: 'Site', kind: null }, {}] }, 'artists', []],
  [
    'a link of another protocol',
    { links: [{ url: 'http://x' }] },
    'events',
    [expect.stringMatching(/^f: links\[0\]\.url: /)],
  ],
  [
    'an end before the start',
    { startTime: 'now', endTime: 'now-1h' },
    'events',
    ['f: endTime: must be after startTime'],
  ],
  ['an end alone', { endTime: 'now' }, 'events', []],
  ['an end after no start', { endTime: 'start+1h' }, 'events', [expect.stringMatching(/no start time/)]],
  ['a colour that is none', { theme: { primaryColor: 'red' } }, 'locations', [expect.any(String)]],
  ['a number below the least', { capacity: -1 }, 'locations', ['f: capacity: must be at least 0']],
  [
    'a wrong type',
    { capacity: 'many', isActive: 'yes' },
    'locations',
    ['f: capacity: must be a number, not text', 'f: isActive: must be true or false, not text'],
  ],
  [
    'a relation to neither',
    { location: 7 },
    'events',
    ['f: location: must be a slug or, for a draft that has none, an object with its documentId'],
  ],
  ['a relation to what has no drafts', { category: { documentId } }, 'posts', [expect.any(String)]],
])('of a draft with %s the panel would say the same', (_, draft, name, expected) => {
  expect(issues(name, { documentId, published: false, ...draft })).toEqual(expected);
});

test.each(kindNames.filter((name) => !kinds[name].draftAndPublish))('%s have no drafts', (name) => {
  expect(issues(name, { published: false, documentId })).toEqual(
    expect.arrayContaining(['f: published: there is no such attribute']),
  );
});

test('a document without a slug is referred to by its documentId, published or not', () => {
  const event = {
    slug: 'night',
    startTime: 'now',
    endTime: 'start+1h',
    location: 'the-room',
    lineUp: [{ artist: { documentId } }],
    translations: { en: { title: 'Night' } },
  };
  const { read } = readDocument('events', event, now);
  expect(read?.keys).toEqual(['night']);
  expect(references('events', read?.document.shared ?? {})).toEqual([
    { path: ['location'], kind: 'locations', key: 'the-room' },
    { path: ['lineUp', 0, 'artist'], kind: 'artists', key: `#${documentId}` },
  ]);
});

test.each<[string, KindName, unknown, [string, string][]]>([
  ['its slug', 'events', { slug: 'night' }, [['night', 'slug']]],
  ['its documentId', 'events', { documentId }, [[`#${documentId}`, 'documentId']]],
  [
    'both, the slug first',
    'events',
    { documentId, slug: 'night' },
    [
      ['night', 'slug'],
      [`#${documentId}`, 'documentId'],
    ],
  ],
  ['the key of a text', 'ui-texts', { key: 'menu.home' }, [['menu.home', 'key']]],
  ['neither that is text', 'events', { slug: 7, documentId: null }, []],
  ['no object', 'events', 'night', []],
])('a document is found by %s', (_, name, value, expected) => {
  expect(keysIn(name, value).map((key) => [key, keyPlace(name, key)])).toEqual(expected);
});

test.each<[string, [string, string][], string | undefined]>([
  ['by its slug', [['night', 'one']], 'one'],
  ['by its documentId', [[`#${documentId}`, documentId]], documentId],
  [
    'by its slug before its documentId',
    [
      [`#${documentId}`, documentId],
      ['night', 'one'],
    ],
    'one',
  ],
  ['as a new one with its documentId', [['day', 'one']], documentId],
])('a document is known %s', (_, known, expected) => {
  expect(documentIdOf(['night', `#${documentId}`], new Map(known))).toBe(expected);
  expect(documentIdOf(['dusk'], new Map(known))).toBeUndefined();
});

describe('an attribute with a default', () => {
  const forms = { file: () => null, link: () => null };

  test('is written if it was emptied, and omitted if it has none and is empty', () => {
    const row = { isFeatured: null, announce: true, endTime: null, links: [], lineUp: [{ role: null }] };
    expect(sharedOf('events', row, forms)).toMatchObject({
      isFeatured: null,
      announce: true,
      lineUp: [{ role: null, position: null }],
    });
    expect(Object.keys(sharedOf('events', row, forms))).not.toContain('endTime');
    expect(sharedOf('artists', { genres: [] }, forms)).toEqual({});
  });

  test.each([
    ['emptied in the file', { announce: null }, {}, ['announce']],
    ['emptied in both', { announce: null }, { announce: null }, []],
    ['the default of a new one', { announce: true }, {}, []],
    ['emptied in the club', { announce: true }, { announce: null }, ['announce']],
  ])('is written where it is %s: %j', (_, shared, known, written) => {
    const current = { shared: known, translations: { en: {} }, publication: 'none' } as const;
    const changes = changesOf('events', { published: false, shared, translations: {} }, current);
    expect(Object.keys(changes.shared)).toEqual(written);
  });
});
