import { withoutEnglishDeletion } from './english-deletion';

type Actions = Parameters<typeof withoutEnglishDeletion>[0];
type Props = Parameters<Actions[number]>[0];

const position = ['header', 'table-row'];
const deletion = Object.assign(
  jest.fn(() => ({ label: 'Delete entry (English (en))' })),
  { position },
);
const own = Object.assign(() => ({ label: 'Delete entry (all locales)' }), { type: 'delete' });
const publish = Object.assign(() => ({ label: 'Publish' }), { type: 'publish' });
const actionsOf = (...actions: object[]) => actions as Actions;
const labelsIn = (locale: string, actions: Actions) => {
  const props = { document: { locale } } as unknown as Props;
  return actions.map((action) => action(props)?.label ?? null);
};

it('one language is deleted by itself where it is not English', () => {
  const actions = withoutEnglishDeletion(actionsOf(publish, deletion, own));
  expect(labelsIn('en', actions)).toEqual(['Publish', null, 'Delete entry (all locales)']);
  // Its hooks are called all the same.
  expect(deletion).toHaveBeenCalledTimes(1);
  expect(labelsIn('it', actions)[1]).toBe('Delete entry (English (en))');
  expect(actions[1]?.position).toEqual(position);
});

it.each([
  ['no deletion', [publish]],
  ['nothing before the deletion', [own]],
  ['a deletion after another of Strapi’s actions', [publish, own]],
])('leaves alone: %s', (_case, given) => {
  expect(withoutEnglishDeletion(actionsOf(...given))).toEqual(given);
});
