/** Elements whose content is for programs. */
const hiddenElements = new Set(['script', 'style']);

/** Elements that stand in lines of their own. */
const lines =
  /^(?:br|p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|tr|pre|blockquote|section|article|header|footer|figure|figcaption|hr|details|summary|address|aside|main|nav|form|fieldset)$/;
const cells = /^t[dh]$/;

export interface HtmlReader {
  /** What a tag, comment or the like adds to the text: a line break, a space, or nothing. */
  tag(source: string): string;
  /** Whether what follows is for programs: scripts and styles. */
  isHidden(): boolean;
  enterBlock(): void;
  leaveBlock(): void;
}

/**
 * Follows the tags of one document. A script or style hides what follows up to its end; one that never ends hides the
 * rest of its HTML block, but no prose, since somebody may write of the `<style>` of the eighties.
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
