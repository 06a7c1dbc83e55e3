import { z } from 'zod';

/** The part of the panel's state that is used here (@strapi/admin's reducer.ts). */
const adminState = z.object({ admin_app: z.object({ language: z.object({ locale: z.string() }) }) });

/**
 * A Redux middleware that sends the panel's language to the server in a cookie, for messages of refused requests: Strapi
 * keeps the choice in the browser until it is saved in the profile.
 */
export const languageCookie = () => {
  let sent: string | undefined;
  return (store: { getState: () => unknown }) =>
    <Action>(next: (action: Action) => unknown) =>
    (action: Action): unknown => {
      const result = next(action);
      const locale = adminState.safeParse(store.getState()).data?.admin_app.language.locale;
      if (locale !== undefined && locale !== sent) {
        sent = locale;
        document.cookie = `panel-language=${locale}; path=/; SameSite=Strict`;
      }
      return result;
    };
};
