import { z } from 'zod';

/** As much of the panel's state as is used here (@strapi/admin's reducer.ts). */
const adminState = z.object({ admin_app: z.object({ language: z.object({ locale: z.string() }) }) });

/**
 * A Redux middleware that sends the panel's language to the server as a cookie, for the messages of refused requests: Strapi
 * keeps the choice in the browser until somebody saves it in their profile.
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
