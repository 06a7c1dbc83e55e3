import { viewsOf, type ListView } from '../../contract/list-views';
import { choiceOf, choicesOf, queryOf, withView, type ListQuery } from './view-choices';

const event = 'api::event.event';

test.each<[string, object, ListView | undefined]>([
  ['events that nobody filters', { model: event, params: {} }, 'upcoming'],
  ['events without filters left', { model: event, params: { filters: { $and: [] } } }, 'upcoming'],
  ['events that are searched', { model: event, params: { _q: 'night' } }, 'all'],
  ['events that are filtered', { model: event, params: { filters: { $and: [{ title: {} }] } } }, 'all'],
  ['a chosen view', { model: event, params: { view: 'drafts', _q: 'night' } }, 'drafts'],
  ['another type', { model: 'api::post.post', params: {} }, 'all'],
])('the view of %s', (_, asked, view) => {
  expect(withView(asked)).toMatchObject({ params: { view } });
});

test('what is no list is left as it is', () => {
  expect(withView(undefined)).toBeUndefined();
  expect(withView({ id: 1 })).toEqual({ id: 1 });
});

const localized = { pluginOptions: { i18n: { localized: true } } };
test.each<[string, Parameters<typeof viewsOf>[0], ListView[]]>([
  [
    'an event',
    { attributes: { startTime: {}, endTime: {} }, options: { draftAndPublish: true }, ...localized },
    ['all', 'upcoming', 'past', 'drafts', 'untranslated'],
  ],
  ['a category', { attributes: { name: {} }, ...localized }, ['all', 'untranslated']],
  ['a tier', { attributes: { name: {} }, options: { draftAndPublish: false } }, ['all']],
])('the views of %s', (_, type, views) => {
  expect(viewsOf(type)).toEqual(views);
});

test('a choice for each language that may be missing', () => {
  expect(choicesOf(['all', 'untranslated']).map(choiceOf)).toEqual([
    'all',
    'untranslated it',
    'untranslated fr',
    'untranslated es',
  ]);
});

const filtered: ListQuery = {
  page: 3,
  sort: 'title:ASC',
  _q: 'night',
  plugins: { i18n: { locale: 'en' } },
};
test.each<[ListView, string | null, Partial<ListQuery>]>([
  [
    'upcoming',
    null,
    { sort: 'startTime:ASC', plugins: { i18n: { locale: 'en' }, content: { view: 'upcoming' } } },
  ],
  ['past', null, { sort: 'startTime:DESC', plugins: { i18n: { locale: 'en' }, content: { view: 'past' } } }],
  [
    'untranslated',
    'it',
    { sort: 'title:ASC', plugins: { i18n: { locale: 'it' }, content: { view: 'untranslated' } } },
  ],
])('choosing %s %s', (view, language, expected) => {
  expect(queryOf({ view, language }, filtered)).toEqual({ _q: 'night', page: 1, ...expected });
});
