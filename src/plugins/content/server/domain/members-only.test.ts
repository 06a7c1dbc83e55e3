import { publicPart } from './members-only';

it.each<[string, string, string | null]>([
  ['no mark', 'All of it', null],
  ['a mark', 'Open\n\n<!--members-only-->\n\nClosed', 'Open'],
  ['line ends of Windows', 'Open\r\n<!--members-only-->\r\nClosed', 'Open'],
  ['line ends of old Macs', 'Open\r<!--members-only-->\rClosed', 'Open'],
  ['spaces and capitals', 'Open\n  <!-- Members-Only -->  \nClosed', 'Open'],
  ['two marks: the first counts', 'Open\n<!--members-only-->\nA\n<!--members-only-->\nB', 'Open'],
  ['a mark at the end', 'Open\n<!--members-only-->', 'Open'],
  ['nothing before the mark', '<!--members-only-->\nClosed', null],
  ['blank lines before the mark', ' \n\n<!--members-only-->\nClosed', null],
  ['within a line: no mark', 'Open <!--members-only--> closed', null],
  ['before other words: no mark', '<!--members-only--> closed', null],
  ['a name that goes on: no mark', 'Open\n<!--members-only-please-->\nClosed', null],
  ['in a block of code', 'Open\n```\n<!--members-only-->\n```\nClosed', 'Open\n```'],
  ['a mark within a comment of several lines', 'Open\n<!--\n<!--members-only-->\nClosed\n-->', 'Open\n<!--'],
])('%s', (_case, text, open) => expect(publicPart(text)).toBe(open));

it('takes time linear in the length', () => {
  const text = `${' <!--'.repeat(200_000)}\n${' '.repeat(200_000)}x`;
  const start = performance.now();
  expect(publicPart(text)).toBeNull();
  expect(performance.now() - start).toBeLessThan(1000);
});
