import type { Attributes } from '../../../content/server/domain/schema';
import type { Language } from '../../../../shared/server/languages';
import { missingOf, readLanguages, translatedTexts } from './entry-gaps';

const localized = (is: boolean) => ({ i18n: { localized: is } });
const post: Attributes = {
  title: { type: 'string', pluginOptions: localized(true) },
  slug: { type: 'uid', pluginOptions: localized(false) },
  body: { type: 'richtext', pluginOptions: localized(true) },
  cover: { type: 'media', pluginOptions: localized(false) },
};
const event: Attributes = {
  title: { type: 'string', pluginOptions: localized(true) },
  description: { type: 'richtext', pluginOptions: localized(true) },
  cover: { type: 'media', pluginOptions: localized(false) },
};
const cover = { id: 1 };
const whole = (locale: Language) => ({ locale, title: 'News', body: 'All of it', cover });
const night = { locale: 'en', title: 'Night', description: 'All of it', eventType: 'live_music' };

it('texts that are translated are known by the schema', () => {
  expect(translatedTexts(post)).toEqual(['title', 'body']);
});

it.each<[string, object, Language[]]>([
  ['a translation', { title: 'Novità' }, ['en', 'it']],
  ['a part of one', { title: '', body: 'Tutto' }, ['en', 'it']],
  ['one without any text', { title: ' ', body: null, cover }, ['en']],
])('in %s readers see it, and no English', (_case, row, expected) => {
  const at = new Date(0);
  const draft = { locale: 'it', publishedAt: null, title: 'Novità' };
  const rows = [{ ...whole('en'), publishedAt: at }, draft, { ...row, locale: 'it', publishedAt: at }];
  expect(readLanguages(post, ['en', 'it'], rows)).toEqual(expected);
});

const all = (['en', 'it', 'fr', 'es'] as const).map(whole);
it.each<[string, object[], Language[], object]>([
  ['nothing', all, ['en'], { gaps: [], untranslated: [] }],
  ['all but English', [whole('en')], ['en'], { gaps: [], untranslated: ['it', 'fr', 'es'] }],
  [
    'a picture and a text',
    [{ ...whole('en'), cover: null, body: ' ' }],
    ['en'],
    { gaps: ['cover', 'body'], untranslated: ['it', 'fr', 'es'] },
  ],
  [
    'of a translation, its own texts alone',
    [
      { ...whole('en'), cover: null },
      { locale: 'it', title: 'Novità' },
    ],
    ['it'],
    { gaps: [], untranslated: ['it'] },
  ],
  [
    'of a translation beside English, both',
    [{ ...whole('en'), cover: null }, whole('fr')],
    ['fr', 'en'],
    { gaps: ['cover'], untranslated: ['it', 'es'] },
  ],
  [
    'of two translations, theirs alone',
    [whole('en'), whole('fr')],
    ['fr', 'it'],
    { gaps: [], untranslated: ['it'] },
  ],
  ['of a whole translation, nothing', [whole('en'), whole('it')], ['it'], { gaps: [], untranslated: [] }],
])('a post may lack %s', (_case, rows, published, expected) => {
  expect(
    missingOf(
      { uid: 'api::post.post', attributes: post },
      rows.map((row) => ({ ...row })),
      published,
    ),
  ).toEqual(expected);
});

it.each<[string, object, string[]]>([
  [
    'an artist in the line-up',
    { cover, location: {}, lineUp: [{ artist: null }, { artist: {} }] },
    ['artist'],
  ],
  [
    'a place, a picture and who plays',
    { cover: null, location: null, lineUp: [] },
    ['location', 'cover', 'lineUp'],
  ],
])('an event may lack %s', (_case, more, gaps) => {
  const rows = [{ ...night, ...more }];
  expect(missingOf({ uid: 'api::event.event', attributes: event }, rows, ['en']).gaps).toEqual(gaps);
});
