import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { comparedLineUp, storedLineUp } from '../domain/line-up';

/** The part of Strapi's own state of a request that is used here. */
const panelRequest = z.object({
  route: z.object({ info: z.object({ pluginName: z.literal('content-manager') }) }),
});

/** Stores line-ups in the order in which readers see them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const replacing =
    (order: typeof storedLineUp) =>
    (uid: string, data: Record<string, unknown>): void => {
      const { lineUp } = data;
      if (uid !== 'api::event.event' || !Array.isArray(lineUp)) return;
      const isFromPanel = panelRequest.safeParse(strapi.requestContext.get()?.state).success;
      data['lineUp'] = order(lineUp, { isFromPanel });
    };

  return {
    /** @param data of a write of English; its line-up is replaced by what is stored */
    apply: replacing(storedLineUp),
    /** @param data of a write of a translation; its line-up is replaced by what is compared with that of English */
    forComparison: replacing(comparedLineUp),
  };
};
