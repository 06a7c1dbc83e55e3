import { adminApi } from '@strapi/strapi/admin';
import type { SelectionQuestion } from '../../contract/selection';

/** As the content manager's own requests for selections have it. */
type Asked = Omit<SelectionQuestion, 'type'> & { model: string };

/**
 * What would follow from an action on a selection. It is one of Strapi's endpoints, and not a request of its own, so that the plugin
 * `content` says refusals in it as it says those of the action itself: by the labels of the form.
 */
const api = adminApi.injectEndpoints({
  endpoints: (build) => ({
    selectionConsequences: build.mutation<unknown, Asked>({
      query: ({ model, ...asked }) => ({
        url: '/admin-desk/consequences/selection',
        method: 'POST',
        data: { type: model, ...asked },
      }),
    }),
  }),
});

export const { useSelectionConsequencesMutation } = api;
