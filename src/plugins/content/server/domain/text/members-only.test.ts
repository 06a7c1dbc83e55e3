import { splitAtMark } from './members-only';

it.each<[string, string, string, string]>([
  ['no mark', 'All of it', '', 'All of it'],
  ['a mark', 'A\n<!--members-only-->\nB', 'A\n', '\nB'],
  ['a mark with spaces', 'A\n  <!-- members-only -->\t\nB', 'A\n', '\nB'],
  ['lines of Windows', 'A\r\n<!--members-only-->\r\nB', 'A\r\n', '\nB'],
  ['two marks', 'A\n<!--members-only-->\nB\n<!--members-only-->\nC', 'A\n', '\nB\n<!--members-only-->\nC'],
  ['a mark within a line', 'A <!--members-only--> B', '', 'A <!--members-only--> B'],
  ['a mark at its beginning', '<!--members-only-->\nB', '', '\nB'],
  ['nothing', '', '', ''],
])('a text with %s', (_case, text, open, gated) => {
  expect(splitAtMark(text)).toEqual({ open, gated });
});
