import { isPublicEnglish, publicEnglish, publicEnglishSql, publicLanguages } from './public';

const drafts = { options: { draftAndPublish: true } };
const place = { ...drafts, uid: 'api::location.location', attributes: { isActive: { type: 'boolean' } } };
const artist = { ...drafts, uid: 'api::artist.artist', attributes: { name: { type: 'string' } } };
const post = { ...drafts, uid: 'api::post.post', attributes: { date: { type: 'datetime' } } };
const now = new Date('2026-05-01T20:00:00Z');

it.each([
  [
    'a type that can be switched off',
    place,
    { locale: 'en', publishedAt: { $notNull: true }, isActive: true },
    "e.locale = 'en' AND e.published_at IS NOT NULL AND e.is_active = 1",
  ],
  [
    'a type with a publication date',
    post,
    { locale: 'en', publishedAt: { $notNull: true }, date: { $lte: '2026-05-01T20:00:00.000Z' } },
    "e.locale = 'en' AND e.published_at IS NOT NULL AND e.date <= NOW",
  ],
  [
    'another',
    artist,
    { locale: 'en', publishedAt: { $notNull: true } },
    "e.locale = 'en' AND e.published_at IS NOT NULL",
  ],
])('%s is public by its English row', (_case, type, where, sql) => {
  expect(publicEnglish(type, now)).toEqual(where);
  expect(publicEnglishSql(type, 'e', 'NOW')).toBe(sql);
});

it('what is prepared in advance may be dated ahead', () => {
  expect(publicEnglish(post, null)).toEqual({ locale: 'en', publishedAt: { $notNull: true } });
});

const plain = { uid: 'api::plain.plain', attributes: {} };
const switched = { uid: 'api::switched.switched', attributes: { isActive: { type: 'boolean' } } };
const published = { locale: 'en', publishedAt: new Date(0), isActive: true };

it.each([
  ['published in English', plain, published, true],
  ['a draft', plain, { ...published, publishedAt: null }, false],
  ['a draft that lacks the column', plain, { locale: 'en' }, false],
  ['published in another language', plain, { ...published, locale: 'it' }, false],
  ['switched off, where the type has no switch', plain, { ...published, isActive: false }, true],
  ['active', switched, published, true],
  ['switched off', switched, { ...published, isActive: false }, false],
  ['neither', switched, { ...published, isActive: null }, false],
])('a row: %s', (_case, type, row, expected) => {
  expect(isPublicEnglish(type, row)).toBe(expected);
});

describe('the languages that readers see', () => {
  const row = (locale: string, publishedAt: unknown, isActive = true) => ({ locale, publishedAt, isActive });

  it.each([
    ['those that are published', [row('it', now), row('en', now), row('fr', null)], ['en', 'it']],
    ['none without public English', [row('it', now), row('en', null)], []],
    ['none of what is switched off', [row('it', now), row('en', now, false)], []],
    ['those whose draft alone is switched off', [row('en', null, false), row('en', now)], ['en']],
    ['none of what is gone', [], []],
  ])('are %s', (_case, rows, languages) => {
    expect(publicLanguages(place, rows)).toEqual(languages);
  });
});
