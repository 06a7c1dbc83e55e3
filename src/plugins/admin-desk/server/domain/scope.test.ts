import { scopesOf, type ProbeRow, type Scope } from './scope';

const user = { id: 7, roles: [{ id: 2 }] };

it.each<[string, (row: ProbeRow) => boolean, [string, Scope][]]>([
  ['nothing', () => false, []],
  [
    'everything',
    () => true,
    [
      ['en', 'all'],
      ['it', 'all'],
    ],
  ],
  ['a language alone', ({ locale }) => locale === 'it', [['it', 'all']]],
  [
    'what is their own',
    ({ createdBy }) => createdBy?.id === 7,
    [
      ['en', 'own'],
      ['it', 'own'],
    ],
  ],
  [
    'what their role has made, of which their own is certain',
    ({ createdBy }) => createdBy?.roles.some(({ id }) => id === 2) ?? false,
    [
      ['en', 'own'],
      ['it', 'own'],
    ],
  ],
])('a permission for %s', (_, may, expected) => {
  expect([...scopesOf(may, user, ['en', 'it'])]).toEqual(expected);
});
