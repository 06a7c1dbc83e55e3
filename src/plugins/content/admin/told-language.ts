import { z } from 'zod';

/** As much of the panel's state as is used here (@strapi/admin's reducer.ts). */
const adminState = z.object({ admin_app: z.object({ language: z.object({ locale: z.string() }) }) });

/**
 * Tells the server the panel's language, so that what it refuses is said in it: Strapi keeps the choice in the browser alone, as
 * long as nobody saves it in their profile.
 */
export const toldLanguage = () => {
  let told: string | undefined;
  return (store: { getState: () => unknown }) =>
    <Action>(next: (action: Action) => unknown) =>
    (action: Action): unknown => {
      const result = next(action);
      const locale = adminState.safeParse(store.getState()).data?.admin_app.language.locale;
      if (locale !== undefined && locale !== told) {
        told = locale;
        document.cookie = `panel-language=${locale}; path=/; SameSite=Strict`;
      }
      return result;
    };
};
