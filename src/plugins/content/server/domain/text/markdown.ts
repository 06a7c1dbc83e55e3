import type MarkdownIt from 'markdown-it';
import { createHtmlReader, type HtmlReader } from './html-reader';
import { html, markdown } from './markdown-parser';

type Token = ReturnType<MarkdownIt['parse']>[number];

/** The words of inline content; a soft break is a space, a hard one a line break. Links tell their words, images nothing. */
function wordsOf(tokens: readonly Token[], reader: HtmlReader): string {
  const words = tokens.map(({ type, content }) => {
    if (type === 'html_inline') return reader.tag(content);
    if (reader.isHidden()) return '';
    if (type === 'softbreak') return ' ';
    if (type === 'hardbreak') return '\n';
    return type === 'image' ? '' : content;
  });
  return words.join('');
}

function wordsOfHtml(source: string, reader: HtmlReader): string {
  reader.enterBlock();
  const words = (html.parseInline(source, {})[0]?.children ?? []).map(({ type, content }) => {
    if (type === 'html_inline') return reader.tag(content);
    return reader.isHidden() ? '' : type === 'softbreak' ? '\n' : content;
  });
  reader.leaveBlock();
  return words.join('');
}

/**
 * The texts of Markdown, block by block: paragraphs, headings, the items of lists, code, the rows of tables. It is the text
 * of the page that the Markdown makes, but that an ordered list which does not begin with 1 keeps its numbers, since
 * `1984. That was the year` is one to CommonMark.
 */
export function blocksOf(source: string): string[] {
  const reader = createHtmlReader(source);
  const blocks: string[] = [];
  /** Of the ordered lists around: whether their items are told with their numbers. */
  const lists: boolean[] = [];
  let number = '';
  let cells: string[] | undefined;
  const add = (text: string): void => {
    blocks.push(number + text);
    number = '';
  };
  for (const token of markdown.parse(source, {})) {
    switch (token.type) {
      case 'inline': {
        const text = wordsOf(token.children ?? [], reader);
        if (cells) cells.push(text);
        else add(text);
        break;
      }
      case 'fence':
      case 'code_block':
        if (!reader.isHidden()) add(token.content);
        break;
      case 'html_block':
        add(wordsOfHtml(token.content, reader));
        break;
      case 'ordered_list_open':
        lists.push(token.attrGet('start') !== null);
        break;
      case 'bullet_list_open':
        lists.push(false);
        break;
      case 'ordered_list_close':
      case 'bullet_list_close':
        lists.pop();
        break;
      case 'list_item_open':
        number = lists.at(-1) ? `${token.info}${token.markup} ` : '';
        break;
      case 'list_item_close':
        if (number !== '') add('');
        break;
      case 'tr_open':
        cells = [];
        break;
      case 'tr_close':
        add((cells ?? []).join(' | '));
        cells = undefined;
        break;
    }
  }
  return blocks;
}
