import { clean } from '../../../../content/server/domain/text/clean';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Clean text as HTML; it holds no `]]>` any more either. */
export const html = (text: string): string =>
  clean(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
