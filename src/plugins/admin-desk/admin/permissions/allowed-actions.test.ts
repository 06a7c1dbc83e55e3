import { mayEver, type Abilities } from './allowed-actions';

interface Action {
  type?: string;
}
const open: Action = {};
const languages: Action = {};
const actions: Action[] = [
  { type: 'publish' },
  { type: 'update' },
  languages,
  { type: 'unpublish' },
  { type: 'discard' },
  open,
  { type: 'clone' },
  { type: 'edit' },
  {},
  { type: 'delete' },
];
const all: Abilities = { canCreate: true, canUpdate: true, canDelete: true, canPublish: true };

const offered = (abilities: Abilities, isNew = false): string[] =>
  actions.flatMap((action, index) => {
    const isOfLanguages = action === languages;
    if (!mayEver(actions, index, { abilities, isNew, isOfLanguages })) return [];
    if (action.type !== undefined) return [action.type];
    if (action === open) return ['open'];
    return [isOfLanguages ? 'publish languages' : 'delete language'];
  });

it.each<[string, Abilities, boolean, string[]]>([
  [
    'everything',
    all,
    false,
    [
      'publish',
      'update',
      'publish languages',
      'unpublish',
      'discard',
      'open',
      'clone',
      'edit',
      'delete language',
      'delete',
    ],
  ],
  ['nothing but reading', {}, false, ['open', 'edit']],
  ['translating', { canUpdate: true }, false, ['update', 'discard', 'open', 'edit']],
  ['beginning a translation', { canCreate: true }, true, ['update', 'open', 'clone', 'edit']],
  ['beginning a translation, of what is there', { canCreate: true }, false, ['open', 'clone', 'edit']],
  ['changing, of what is not there', { canUpdate: true }, true, ['discard', 'open', 'edit']],
])('who may do %s is offered', (_case, abilities, isNew, expected) => {
  expect(offered(abilities, isNew)).toEqual(expected);
});
