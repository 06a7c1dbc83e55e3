import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { integrationsService } from '../../../integrations/server/services';
import { eventAddresses } from '../../../../shared/server/event-addresses';
import type { EventSyncConfig } from '../config';
import { facebookErrorPolicy } from '../domain/facebook-errors';
import { desiredOnPage, markerOf, type PagePost } from '../domain/page-post';
import type { SyncResult } from '../domain/plan';
import { aboutEvent, defineConnection, unless, type CallContext, type Target } from './target';

const settingsSchema = z.object({
  pageId: z.string(),
  pageToken: z.string(),
  appSecret: z.string(),
  graphUrl: z.string(),
  graphVersion: z.string(),
});
type Settings = z.infer<typeof settingsSchema>;

const made = z.object({ id: z.string() });
const succeeded = z.object({ success: z.literal(true) });
const named = z.object({ id: z.string(), name: z.string().optional() });
const feed = z.object({
  data: z.array(z.object({ id: z.string(), message: z.string().optional() })),
  paging: z
    .object({ next: z.string().optional(), cursors: z.object({ after: z.string() }).optional() })
    .optional(),
});

/** How far back a post is looked for: pages of a hundred. */
const mostPages = 5;

export const facebook = defineConnection({
  integration: 'facebook',
  title: 'Facebook',
  settings: ['FACEBOOK_PAGE_ID', 'FACEBOOK_PAGE_TOKEN', 'FACEBOOK_APP_SECRET'],
  // Facebook counts calls by how many people a page reaches.
  budget: { calls: 2, seconds: 1 },
  repairAt: '50 4 * * *',
  targetNames: ['facebook-page'],
  connect(strapi, config) {
    const settings = settingsSchema.nullish().parse(config.connections['facebook']);
    if (!settings) return null;
    const { check, ...calls } = pageCalls(strapi, settings, config);
    const addresses = eventAddresses(config);
    const target: Target<PagePost, 'facebook-page'> = {
      name: 'facebook-page',
      title: 'Facebook page',
      destination: settings.pageId,
      desired: (event, now) => desiredOnPage(event, { addresses, now }),
      ...calls,
    };
    return { targets: [target], check };
  },
});

/**
 * The page's posts through the Graph API. Facebook knows no key that makes a repeated post harmless, so what got no answer is
 * looked for first.
 */
function pageCalls(
  strapi: Core.Strapi,
  { pageId, pageToken, appSecret, graphUrl, graphVersion }: Settings,
  { calls }: EventSyncConfig,
) {
  const remote = integrationsService(strapi).remote('facebook', {
    title: 'Facebook',
    baseUrl: `${graphUrl}/${graphVersion}`,
    secrets: [pageToken, appSecret],
    policy: facebookErrorPolicy,
    ...calls,
  });
  const headers = { authorization: `Bearer ${pageToken}` };
  // https://developers.facebook.com/docs/graph-api/guides/secure-requests
  const proof = { appsecret_proof: createHmac('sha256', appSecret).update(pageToken).digest('hex') };
  const about = (context: CallContext) => ({ ...aboutEvent(context), headers });

  async function post(document: PagePost, context: CallContext): Promise<SyncResult> {
    const { data } = await remote.request({
      ...about(context),
      action: 'post',
      operation: 'create',
      method: 'POST',
      path: `/${pageId}/feed`,
      body: new URLSearchParams({ ...document, ...proof }),
      answer: made,
    });
    return { outcome: 'shown', remoteId: data.id };
  }

  async function changed(id: string, message: string, context: CallContext): Promise<SyncResult> {
    const request = remote.request({
      ...about(context),
      action: 'change post',
      operation: 'change',
      isRepeatable: true,
      method: 'POST',
      path: `/${id}`,
      body: new URLSearchParams({ message, ...proof }),
      answer: succeeded,
    });
    const isThere = await request.catch(unless('gone'));
    return isThere ? { outcome: 'shown', remoteId: id } : { outcome: 'withdrawn' };
  }

  async function removed(id: string, context: CallContext): Promise<void> {
    const request = remote.request({
      ...about(context),
      action: 'remove post',
      operation: 'remove',
      isRepeatable: true,
      method: 'DELETE',
      path: `/${id}`,
      query: proof,
      answer: succeeded,
    });
    await request.catch(unless('gone'));
  }

  /** What the page says, the newest first: as far back as is worth looking. */
  async function* posts(context: CallContext): AsyncIterable<{ id: string; message: string }> {
    let after: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const { data } = await remote.request({
        ...about(context),
        action: 'look for post',
        operation: 'read',
        method: 'GET',
        path: `/${pageId}/feed`,
        query: { fields: 'id,message', limit: 100, after, ...proof },
        answer: feed,
      });
      for (const { id, message = '' } of data.data) yield { id, message };
      after = data.paging?.next && data.paging.cursors?.after;
      if (!after) return;
    }
  }

  /**
   * The post made for this event whose id was lost with the answer: one that says word for word what was to be said. Its link
   * proves nothing: the slug may have become another event's, and others link events too.
   */
  async function ownPost(context: CallContext): Promise<string | null> {
    if (context.markers.length === 0) return null;
    for await (const { id, message } of posts(context)) {
      if (context.markers.includes(markerOf(message)) && !(await context.isOtherEvents(id))) return id;
    }
    return null;
  }

  return {
    markerOf: ({ message }) => markerOf(message),
    async create({ document, lookFirst }, context) {
      const known = lookFirst ? await ownPost(context) : null;
      if (known !== null) return changed(known, document.message, context);
      try {
        return await post(document, context);
      } catch (error) {
        if (!(error instanceof RemoteError) || error.decision.kind !== 'exists') throw error;
        const twin = await ownPost(context);
        if (twin === null) throw error;
        return changed(twin, document.message, context);
      }
    },
    async change({ document, remoteId }, context) {
      const id = remoteId ?? (await ownPost(context));
      return id === null ? { outcome: 'gone' } : changed(id, document.message, context);
    },
    async remove({ remoteId }, context) {
      const id = remoteId ?? (await ownPost(context));
      if (id !== null) await removed(id, context);
      return { outcome: 'gone' };
    },
    addressOf: (remoteId) => `https://www.facebook.com/${remoteId}`,

    /** Works where the token is the page's. */
    check: async (signal: AbortSignal): Promise<void> => {
      await remote.request({
        action: 'check',
        operation: 'read',
        method: 'GET',
        path: `/${pageId}`,
        query: { fields: 'id,name', ...proof },
        headers,
        answer: named,
        signal,
      });
    },
  } satisfies Omit<Target<PagePost>, 'name' | 'title' | 'desired' | 'destination'> & { check: unknown };
}
