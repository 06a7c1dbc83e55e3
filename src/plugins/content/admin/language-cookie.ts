import { panelLanguage } from '../../../shared/admin/panel-intl';

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
      const locale = panelLanguage(store.getState());
      if (locale !== undefined && locale !== sent) {
        sent = locale;
        document.cookie = `panel-language=${locale}; path=/; SameSite=Strict`;
      }
      return result;
    };
};
