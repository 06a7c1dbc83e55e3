import fc from 'fast-check';
import { entriesOf, textOf } from './string-list';

it.each([
  ['', []],
  ['soul', ['soul']],
  ['soul\njazz', ['soul', 'jazz']],
  [' acid jazz \r\n\n  \nsoul\n', ['acid jazz', 'soul']],
])('%p is %p', (text, entries) => expect(entriesOf(text)).toEqual(entries));

it.each([
  [['soul', 'jazz'], 'soul\njazz'],
  ['["soul"]', 'soul'],
  ['soul', 'soul'],
  ['7', '7'],
  [null, ''],
  [undefined, ''],
  [[], ''],
])('%p is edited as %p', (value, text) => expect(textOf(value)).toBe(text));

it('comes back as it went, where entries are what they should be', () => {
  const entry = fc.stringMatching(/^\S(.*\S)?$/);
  fc.assert(fc.property(fc.array(entry), (entries) => expect(entriesOf(textOf(entries))).toEqual(entries)));
});
