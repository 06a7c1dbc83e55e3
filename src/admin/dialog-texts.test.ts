import { translatedText } from './dialog-texts';

const italian: Readonly<Record<string, string>> = {
  'global.close': 'Chiudi',
  'content-manager.containers.List.published': 'Pubblicato',
  'content-manager.containers.List.draft': 'Draft',
};

it.each([
  ['Close modal', 'Chiudi'],
  ['Published', 'Pubblicato'],
  // As it is, so nothing is to be changed, again and again.
  ['Draft', undefined],
  ['Modified', undefined],
  ['Ember Hour', undefined],
  ['constructor', undefined],
])('%s becomes %s', (text, expected) => {
  expect(translatedText(text, (id) => italian[id])).toBe(expected);
});
