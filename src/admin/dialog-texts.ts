import { textIn, type FindText } from '../shared/admin/panel-intl';
import type { IntlShape } from 'react-intl';

/**
 * What Strapi says in English in dialogs whatever the panel's language, with the ids of texts that say the same: the button of its
 * design system that closes one, and the states in i18n's dialogs for several languages of an entry.
 */
const ids: Readonly<Record<string, string>> = {
  'Close modal': 'global.close',
  Draft: 'content-manager.containers.List.draft',
  Modified: 'content-manager.containers.List.modified',
  Published: 'content-manager.containers.List.published',
};

/** The text in the panel's language of what Strapi says in English there; undefined for all else. */
export function translatedText(text: string, find: FindText): string | undefined {
  const id = Object.hasOwn(ids, text) ? ids[text] : undefined;
  const translated = id === undefined ? undefined : find(id);
  return translated === text ? undefined : translated;
}

/** Buttons, and states: their text is in two elements. A name in a table, which may be the same, is in one. */
const places = '[role="dialog"] button span, [role="dialog"] td span > span, [role="dialog"] td div > span';

function translateDialogs(find: FindText): void {
  for (const element of document.querySelectorAll(places)) {
    const [only, ...others] = element.childNodes;
    if (only?.nodeType !== Node.TEXT_NODE || others.length > 0) continue;
    const translated = translatedText(only.nodeValue ?? '', find);
    if (translated !== undefined) only.nodeValue = translated;
  }
}

/** Translates dialogs as they are shown: Strapi has no other place to do it. */
export function translateDialogTexts(intl: () => IntlShape): void {
  new MutationObserver(() => translateDialogs(textIn(intl()))).observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}
