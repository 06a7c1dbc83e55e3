import type { StrapiApp } from '@strapi/strapi/admin';
import { z } from 'zod';

/** Where the panel keeps the language of the browser's last user (@strapi/admin's reducer.ts). */
const storageKey = 'strapi-admin-language';

const setLocale = z.object({ type: z.literal('admin/setLocale'), payload: z.string() });

type Panel = Pick<StrapiApp, 'configurations' | 'loadTrads'>;

/**
 * Strapi loads the texts of every language that the panel offers before it shows anything, some twenty files for each. This
 * loads English and the language in use, and another one when somebody chooses it.
 *
 * @param used the language in use, or null where none was chosen
 * @returns a Redux middleware that holds a change of language back until its texts are there
 */
export function loadLanguagesOnDemand(panel: Panel, used: string | null = localStorage.getItem(storageKey)) {
  const { configurations } = panel;
  const loadTrads = panel.loadTrads.bind(panel);
  const offered = configurations.locales;
  let loading: Promise<unknown> = Promise.resolve();

  /** One at a time: Strapi reads which languages to load from the panel's configuration, again and again while it loads. */
  function load(locales: string[], customTexts?: Parameters<StrapiApp['loadTrads']>[0]): Promise<void> {
    const loaded = loading.then(async () => {
      configurations.locales = locales;
      try {
        await loadTrads(customTexts);
      } finally {
        configurations.locales = offered;
      }
    });
    loading = loaded.catch(() => undefined);
    return loaded;
  }

  panel.loadTrads = (customTexts) =>
    load(
      offered.filter((locale) => locale === 'en' || locale === used),
      customTexts,
    );

  /** Adds to the texts that the panel has got, since its provider holds that object. */
  async function add(locale: string): Promise<void> {
    const texts = configurations.translations;
    try {
      await load([locale]);
      Object.assign(texts, configurations.translations);
    } finally {
      configurations.translations = texts;
    }
  }

  let newest: unknown;
  return () =>
    () =>
    <Action>(next: (action: Action) => unknown) =>
    (action: Action): unknown => {
      const locale = setLocale.safeParse(action).data?.payload;
      if (locale === undefined) return next(action);
      newest = action;
      const isMissing = offered.includes(locale) && !(locale in configurations.translations);
      if (!isMissing) return next(action);
      // Without its texts the panel is English, in the language's own notation.
      const proceed = () => (newest === action ? next(action) : undefined);
      void add(locale).then(proceed, proceed);
      return action;
    };
}
