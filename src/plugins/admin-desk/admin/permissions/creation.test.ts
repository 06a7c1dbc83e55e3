import { countedAt } from './creation';

const explorer = 'plugin::content-manager.explorer';
const event = 'api::event.event';
const list = `/content-manager/collection-types/${event}`;
const permission = (action: string, subject: string, locales?: string[]) => ({
  id: 1,
  action: `${explorer}.${action}`,
  actionParameters: {},
  subject,
  properties: locales ? { locales } : {},
  conditions: [],
});
const translator = [permission('create', event, ['it', 'fr']), permission('update', event, ['it', 'fr'])];
const editor = [permission('create', event, ['en', 'it'])];

it.each<[string, string, Parameters<typeof countedAt>[1], string[]]>([
  ['a translator at a list', list, translator, ['update']],
  ['a translator at the form of a new entry', `${list}/create`, translator, ['update']],
  ['a translator at an entry', `${list}/some-document`, translator, ['create', 'update']],
  ['a translator elsewhere', '/', translator, ['create', 'update']],
  ['an editor at a list', list, editor, ['create']],
  ['a type without languages', list, [permission('create', event)], ['create']],
  ['another type', list, [permission('create', 'api::post.post', ['it'])], ['create']],
])('%s', (_case, pathname, permissions, expected) => {
  const actions = countedAt(pathname, permissions).map(({ action }) => action.split('.').at(-1));
  expect(actions).toEqual(expected);
});
