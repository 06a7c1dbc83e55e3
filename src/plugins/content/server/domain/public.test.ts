import { publicEnglish, publicEnglishSql } from './public';

const place = { options: { draftAndPublish: true }, attributes: { isActive: { type: 'boolean' } } };
const artist = { options: { draftAndPublish: true }, attributes: { name: { type: 'string' } } };

it.each([
  [
    'a type that can be switched off',
    place,
    { locale: 'en', publishedAt: { $notNull: true }, isActive: true },
    "e.locale = 'en' AND e.published_at IS NOT NULL AND e.is_active = 1",
  ],
  [
    'another',
    artist,
    { locale: 'en', publishedAt: { $notNull: true } },
    "e.locale = 'en' AND e.published_at IS NOT NULL",
  ],
])('%s is public by its English row', (_case, type, where, sql) => {
  expect(publicEnglish(type)).toEqual(where);
  expect(publicEnglishSql(type, 'e')).toBe(sql);
});
