import { adminApi, getFetchClient } from '@strapi/strapi/admin';
import { panelIntl, panelLanguage, textIn, type FindText, type Panel } from '../shared/admin/panel-intl';
import { componentsIn, withLabels, withNames, withPermissionLabels } from './schema-texts';

/** The part of RTK Query's endpoint definitions that is used here. */
interface Query {
  transformResponse?: (...given: unknown[]) => unknown;
}

/** The RTK Query tags of what is translated as it arrives (the content manager's services/api.ts). */
const tags = ['InitialData', 'ContentTypesConfiguration'] as const;

/** Translates the names, labels and hints of what is edited, as the panel reads them. */
export function translateSchemas(panel: Panel): void {
  const intl = panelIntl(panel);
  const translated =
    (translate: (data: unknown, find: FindText) => unknown) =>
    (query: Query | undefined): void => {
      if (!query) return;
      const original = query.transformResponse ?? ((response: unknown) => response);
      query.transformResponse = (...given) => translate(original(...given), textIn(intl()));
    };
  adminApi.enhanceEndpoints({
    endpoints: {
      getInitialData: translated(withNames),
      getContentTypeConfiguration: translated(withLabels),
      getRolePermissionLayout: translated(async (data, find) =>
        // The layout names attributes without their components.
        withPermissionLabels(data, find, componentsIn(await readSchemas())),
      ),
    },
  });
}

/** The schemas, for any administrator; null where they cannot be read: attributes then keep their names. */
const readSchemas = (): Promise<unknown> =>
  getFetchClient()
    .get<unknown>('/content-manager/init')
    .then(
      ({ data }) => data,
      () => null,
    );

/** A Redux middleware that reads schemas anew when somebody changes the panel's language. */
export const readSchemasInNewLanguage = () => {
  const api = adminApi.enhanceEndpoints({ addTagTypes: tags });
  let last: string | undefined;
  return (store: { getState: () => unknown; dispatch: (action: { type: string }) => unknown }) =>
    <Action>(next: (action: Action) => unknown) =>
    (action: Action): unknown => {
      const result = next(action);
      const locale = panelLanguage(store.getState());
      const isChanged = last !== undefined && locale !== last;
      last = locale;
      if (isChanged) store.dispatch(api.util.invalidateTags([...tags]));
      return result;
    };
};
