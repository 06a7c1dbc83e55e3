import { tests } from 'commonmark-spec';
import fc from 'fast-check';
import { paragraphs } from './clean';

const textOf = (markdown: string): string => paragraphs(markdown).join('\n\n');
const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('Markdown as text', () => {
  it.each([
    [
      'bare addresses',
      'Watch https://youtu.be/a_Bc_dEf or mail me_at_x@y.org',
      'Watch https://youtu.be/a_Bc_dEf or mail me_at_x@y.org',
    ],
    ['addresses with asterisks', 'https://x.org/*a*/_b_?c=*d* now', 'https://x.org/*a*/_b_?c=*d* now'],
    ['addresses without a scheme', 'See www.x.org/*a*/_b_/', 'See www.x.org/*a*/_b_/'],
    ['addresses of the virtual world', 'secondlife://a_b/*c*/1', 'secondlife://a_b/*c*/1'],
    [
      'addresses within emphasis',
      '*https://x.org/a_b* and **me_a@y.org**',
      'https://x.org/a_b and me_a@y.org',
    ],
    ['an address in underscores', '_me@y.org_ and _me_@y.org', 'me@y.org and _me_@y.org'],
    [
      'an address between marks',
      '<https://x.org/a%20b_c_>, <me_x_@y.org>',
      'https://x.org/a%20b_c_, me_x_@y.org',
    ],
    [
      'entities and escapes in addresses',
      String.raw`https://x.org/?a\_b=1&amp;c=_2_`,
      'https://x.org/?a_b=1&c=_2_',
    ],
    ['links by their words', '[w](https://x.org/Night_(song)) and [v](<a b> "t")', 'w and v'],
    ['an address as the words of a link', '[https://x.org/a_b_c](https://y.org)', 'https://x.org/a_b_c'],
    ['links that lead nowhere good', '[a](javascript:b)', 'a'],
    ['references', 'See [the page][1].\n\n[1]: https://example.com', 'See the page.'],
    ['pictures, which have no words', 'a ![poster](p.webp) b', 'a b'],
    ['arithmetic', '7*8*9 = 504, 2 * 3, a_b_c', '7*8*9 = 504, 2 * 3, a_b_c'],
    ['tildes', '~100 seats, ~20 minutes, ~~21:00~~ 22:00', '~100 seats, ~20 minutes, ~~21:00~~ 22:00'],
    ['a year at the beginning', '1984. That was the year', '1984. That was the year'],
    ['years in a row', '1984. First\n1986. Next\n\n   More', '1984. First\n\n1986. Next\n\nMore'],
    ['a year alone', '1984.', '1984.'],
    ['a list that counts from 1', '1. one\n2. two', 'one\n\ntwo'],
    ['nested lists', '- a\n  - b\n\n    c\n- d', 'a\n\nb\n\nc\n\nd'],
    ['entities', 'Rock &amp; Roll &eacute; &#127928;', 'Rock & Roll é 🎸'],
    ['signs that mean nothing', 'a < b & c > d, I <3 it', 'a < b & c > d, I <3 it'],
    ['code as it stands', '```\na_b_c *d*\n  e\n```\n\n`f_g_h *i*`', 'a_b_c *d*\ne\n\nf_g_h *i*'],
    ['hard breaks', 'one  \ntwo\\\nthree<br>four\nfive', 'one\ntwo\nthree\nfour five'],
    ['quotes', '> said\n> she\n\nhe', 'said she\n\nhe'],
    ['headings', '# Doors #\n\nTitle\n===\n\ntext\n\n---\n', 'Doors\n\nTitle\n\ntext'],
    ['tables', '| When | Who |\n|---|:-:|\n| 22:00 | **Élodie** |', 'When | Who\n\n22:00 | Élodie'],
    [
      'HTML',
      '<div class="a>b">one <b>two</b><br>three &amp; four</div>\n\n<i>five</i>',
      'one two\nthree & four\n\nfive',
    ],
    ['no scripts', '<script>\nalert("a")\n\nb</script>\n\na <style>b {}</style>c', 'a c'],
    ['no comments', 'a <!-- b --> c\n\n<!-- d -->', 'a c'],
    ['prose about styles', 'In the <style> of the eighties', 'In the of the eighties'],
    ['emphasis', '**bold** _slanted_ ***both***', 'bold slanted both'],
    ['no control characters, given or named', 'a\u0000b &#1; c&#x2028;d', 'ab \ufffd c\nd'],
  ])('%s', (_case, markdown, expected) => {
    expect(textOf(markdown)).toBe(expected);
  });

  it('keeps every address', () => {
    const part = fc.stringMatching(/^[a-z0-9_*~=&;.-]{1,12}$/);
    const end = fc.stringMatching(/^[a-z0-9_]{1,4}$/);
    const url = fc.tuple(part, end).map(([path, last]) => `https://x.org/${path}/${last}`);
    const mail = fc.stringMatching(/^[a-z_][a-z0-9_.+-]{0,10}[a-z0-9_]@[a-z]{1,5}\.org$/);
    const marks = fc.constantFrom(
      'see',
      '\n',
      '\n\n',
      '*',
      '_',
      '**',
      '- ',
      '> ',
      '1. ',
      '(',
      ')',
      '&',
      '~',
      'a_b',
      '# ',
    );
    const piece = fc.oneof(url, mail, marks);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const addresses = pieces.filter((each) => /:\/\/|@/.test(each) && !/&[a-z0-9]+;/i.test(each));
        const text = textOf(pieces.join(' '));
        for (const address of addresses) expect(text).toContain(address);
      }),
    );
  });
});

describe('the examples of the CommonMark specification', () => {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

  /** The text of a page. */
  function textOfHtml(html: string): string {
    return html
      .replace(/<(script|style)\b[^]*?(?:<\/\1>|$)/gi, '')
      .replace(/<!--(?:-?>|[^]*?-->)|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<![a-z][^>]*>/gi, '')
      .replace(/<\/?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|pre|blockquote|br|hr)\b[^>]*>/gi, ' ')
      .replace(
        /<\/?[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>/gi,
        '',
      )
      .replace(/&(amp|lt|gt|quot);/g, (_whole, name: string) => named[name] ?? '');
  }

  const shown = (text: string): string => text.replaceAll('→', '\t');
  const examples = tests.map(
    ({ number, section, markdown, html }) => [number, section, shown(markdown), shown(html)] as const,
  );

  // 356 is `5*6*78`, which stays arithmetic here.
  it.each(examples.filter(([number]) => number !== 356))('%i (%s)', (_number, _section, markdown, html) => {
    const texts = paragraphs(markdown);
    // The numbers of such a list are no part of a page's text, but a browser shows them.
    const isNumbered = html.includes('<ol start=');
    const read = isNumbered ? texts.map((text) => text.replace(/^\d+[.)] ?/, '')) : texts;
    expect(oneSpace(read.join(' '))).toBe(oneSpace(textOfHtml(html)));
  });

  it('are all there', () => {
    expect(examples.length).toBeGreaterThan(600);
  });
});

describe('Markdown made to take long', () => {
  const lines = (line: string, times: number): string => `${line}\n`.repeat(times);
  it.each<[string, string]>([
    ['brackets', '['.repeat(100_000)],
    ['asterisks', '*'.repeat(100_000)],
    ['asterisks and letters', '*a **b '.repeat(30_000)],
    ['backticks', '`'.repeat(100_000)],
    ['backticks of all lengths', Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['quotes in quotes', '>'.repeat(100_000)],
    ['lines of quotes in quotes', lines(`${'>'.repeat(100)}a`, 2000)],
    ['lists in lists', '- '.repeat(100_000)],
    [
      'lists in lists, indented',
      Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n'),
    ],
    ['links in links', '[a]('.repeat(50_000)],
    ['labels in labels', `${'['.repeat(50_000)}a${']'.repeat(50_000)}`],
    ['pictures', '!['.repeat(100_000)],
    ['comments', 'a<!--'.repeat(40_000)],
    ['comments with an end', `${'a<!-- -'.repeat(30_000)}--->`],
    ['sections', 'a<![CDATA['.repeat(20_000)],
    ['instructions', 'a<?'.repeat(60_000)],
    ['tags', 'a<b c="'.repeat(28_000)],
    ['a tag', `<b ${'c '.repeat(100_000)}`],
    ['HTML blocks', lines('<div><!--<?<![CDATA[', 10_000)],
    ['scripts', '<script> a '.repeat(20_000)],
    ['entities', '&amp'.repeat(50_000)],
    ['escapes', '\\*'.repeat(100_000)],
    ['addresses', 'https://'.repeat(25_000)],
    ['many addresses', 'https://x.org/_a_ '.repeat(11_000)],
    ['mail', 'a@'.repeat(100_000)],
    ['long names', `${'a_'.repeat(100_000)}@`],
    ['digits', '1*'.repeat(100_000)],
    ['tables', `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${lines('|', 50_000)}`],
    ['references', `${'[a]'.repeat(30_000)}\n\n${lines('[a]: b', 10_000)}`],
    ['white space', `a${' '.repeat(200_000)}b`],
    ['line ends', lines('a', 100_000)],
  ])('%s', (_case, markdown) => {
    const begun = performance.now();
    paragraphs(markdown);
    // Some hundred milliseconds each; what grows with the square of the length takes minutes.
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  it('loses nothing of what lies too deep', () => {
    expect(textOf(`${'> '.repeat(200)}at the bottom https://x.org/a_b_c`)).toContain(
      'at the bottom https://x.org/a_b_c',
    );
    expect(textOf(`${'- '.repeat(200)}at the bottom`)).toContain('at the bottom');
  });
});
