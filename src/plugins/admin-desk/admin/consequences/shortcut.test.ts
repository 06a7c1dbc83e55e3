import { shortcutOf } from './shortcut';

const keys = { key: 'Enter', ctrlKey: true, metaKey: false, shiftKey: false };

it.each([
  ['Ctrl+Enter', {}, 'save'],
  ['Cmd+Enter', { ctrlKey: false, metaKey: true }, 'save'],
  ['Ctrl+Shift+Enter', { shiftKey: true }, 'publish'],
  ['Ctrl+S', { key: 's' }, 'save'],
  ['Ctrl+Shift+S', { key: 'S', shiftKey: true }, null],
  ['Enter', { ctrlKey: false }, null],
])('%s', (_name, more, expected) => {
  expect(shortcutOf({ ...keys, ...more })).toBe(expected);
});
