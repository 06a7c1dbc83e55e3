import { adminApi } from '@strapi/strapi/admin';
import { withView } from './view-choices';

interface Query {
  query?: (argument: unknown) => unknown;
}

/** Has lists open with what matters. */
export function openListsWithTheirView(): void {
  adminApi.enhanceEndpoints({
    endpoints: {
      getAllDocuments: (definition: Query | undefined) => {
        const original = definition?.query;
        if (original) definition.query = (argument) => original(withView(argument));
      },
    },
  });
}
