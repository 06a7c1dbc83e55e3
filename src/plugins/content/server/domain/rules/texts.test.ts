import { characterIssue } from './texts';

it.each(['', 'Café Élodie', 'one\ttwo\nthree\r\nfour', '🎸 👩🏽‍🎤 \u202eשלום', '\u00ad\u200b\u2028\ufeff'])(
  'takes %j',
  (text) => expect(characterIssue(text)).toBeUndefined(),
);

it.each([
  ['Nova\u0000', "must not contain an invisible control character (U+0000, after 'Nova')"],
  ['\u000bNova', 'must not contain an invisible control character (U+000B, at its start)'],
  ['a\u007f', "must not contain an invisible control character (U+007F, after 'a')"],
  ['it\u0092s', "must not contain an invisible control character (U+0092, after 'it')"],
  ['cut \ud83c', "must not contain half of a character (U+D83C, after 'cut ')"],
  ['\udfb8 cut', 'must not contain half of a character (U+DFB8, at its start)'],
  ['\udfb8\ud83c', 'must not contain half of a character (U+DFB8, at its start)'],
  ['Caf\ufffd', "must not contain the sign for a character that was lost (U+FFFD, after 'Caf')"],
  ['x\uffff', "must not contain an invisible control character (U+FFFF, after 'x')"],
  [
    '🎸'.repeat(50) + '\u0001',
    `must not contain an invisible control character (U+0001, after '${'🎸'.repeat(20)}')`,
  ],
])('refuses %j', (text, issue) => expect(characterIssue(text)).toBe(issue));
