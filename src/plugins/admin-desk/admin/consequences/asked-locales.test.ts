import { askedLocales } from './asked-locales';

const content = (action: string, selected: [string, string][], validationErrors: object = {}) => ({
  type: 'table',
  props: {
    selectedRows: selected.map(([locale, status]) => ({ locale, status, id: locale })),
    children: { props: { action, validationErrors } },
  },
});

it.each<[string, unknown, object | null]>([
  [
    'publishes what is not published',
    content('bulk-publish', [
      ['en', 'published'],
      ['it', 'modified'],
      ['fr', 'draft'],
    ]),
    { action: 'publish', locales: ['it', 'fr'] },
  ],
  [
    'publishes nothing that the form refuses',
    content('bulk-publish', [['en', 'draft']], { en: { title: 'required' } }),
    { action: 'publish', locales: [] },
  ],
  [
    'unpublishes what is published, whatever the form says',
    content(
      'bulk-unpublish',
      [
        ['en', 'published'],
        ['it', 'modified'],
        ['fr', 'draft'],
      ],
      { en: {} },
    ),
    { action: 'unpublish', locales: ['en', 'it'] },
  ],
  ['is another dialog', content('bulk-copy', []), null],
  ['has no table', { props: { children: 'Sure?' } }, null],
])('a dialog for several languages %s', (_case, element, expected) => {
  expect(askedLocales(element)).toEqual(expected);
});
