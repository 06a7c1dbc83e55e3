import type MarkdownIt from 'markdown-it';
import { html, markdown } from './markdown-parser';

const hiddenElements = new Set(['script', 'style']);

const lines =
  /^(?:br|p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|tr|pre|blockquote|section|article|header|footer|figure|figcaption|hr|details|summary|address|aside|main|nav|form|fieldset)$/;
const cells = /^t[dh]$/;

export interface HtmlReader {
  /** The text that a tag or comment adds: a line break, a space, or nothing. */
  tag(source: string): string;
  /** Whether the following content is a script or a style. */
  isHidden(): boolean;
  enterBlock(): void;
  leaveBlock(): void;
}

/**
 * Tracks the tags of one document. A script or style hides the content up to its closing tag; an unclosed one hides the
 * rest of its HTML block, but no prose, since a text may mention `<style>`.
 */
export function createHtmlReader(document: string): HtmlReader {
  let hidden: string | undefined;
  let isInBlock = false;
  const closings = new Map<string, boolean>();

  function isClosed(name: string): boolean {
    let known = closings.get(name);
    if (known === undefined) closings.set(name, (known = new RegExp(`</${name}`, 'i').test(document)));
    return known;
  }

  return {
    tag(source) {
      const [, slash, named] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(source) ?? [];
      if (named === undefined) return '';
      const name = named.toLowerCase();
      if (hidden !== undefined) {
        if (slash === '/' && name === hidden) hidden = undefined;
        return '';
      }
      if (slash === '' && hiddenElements.has(name) && (isInBlock || isClosed(name))) hidden = name;
      return lines.test(name) ? '\n' : cells.test(name) ? ' ' : '';
    },
    isHidden: () => hidden !== undefined,
    enterBlock() {
      isInBlock = true;
    },
    leaveBlock() {
      isInBlock = false;
      if (hidden !== undefined && !isClosed(hidden)) hidden = undefined;
    },
  };
}

type Token = ReturnType<MarkdownIt['parse']>[number];

/** The text of inline content: a soft break is a space, a hard one a line break, a link its text, an image nothing. */
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
 * The texts of Markdown by block: paragraphs, headings, list items, code, table rows. They equal the text of the rendered page,
 * except that an ordered list that does not begin with 1 keeps its numbers: `1984. That was the year` is a list in CommonMark.
 */
export function blocksOf(source: string): string[] {
  const reader = createHtmlReader(source);
  const blocks: string[] = [];
  /** For each enclosing list: whether its items keep their numbers. */
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
