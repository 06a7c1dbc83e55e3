import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { storedLineUp } from '../domain/line-up';

/** The part of Strapi's own state of a request that is used here. */
const panelRequest = z.object({
  route: z.object({ info: z.object({ pluginName: z.literal('content-manager') }) }),
});

/** Stores line-ups in the order in which readers see them. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @param data of a write; its line-up is replaced */
  apply(uid: string, data: Record<string, unknown>): void {
    const { lineUp } = data;
    if (uid !== 'api::event.event' || !Array.isArray(lineUp)) return;
    const isFromPanel = panelRequest.safeParse(strapi.requestContext.get()?.state).success;
    data['lineUp'] = storedLineUp(lineUp, { isFromPanel });
  },
});
