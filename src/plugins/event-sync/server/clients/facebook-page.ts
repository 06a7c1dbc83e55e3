import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { About } from '../../../integrations/server/clients/call';
import { remoteErrorIn } from '../../../integrations/server/domain/remote-error';
import { integrationsService } from '../../../integrations/server/services';
import type { EventSyncConfig, FacebookSettings } from '../config';
import { dialectOf } from '../domain/dialect';
import { facebookVerdict, type FacebookAction } from '../domain/facebook-error';
import { troubleOf, verdictOf, type Tried } from '../domain/trouble';
import type { CallContext } from '../targets/target';

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
const actions: Readonly<Record<string, FacebookAction>> = { POST: 'change', DELETE: 'remove', GET: 'read' };

export type FacebookPageClient = ReturnType<typeof createFacebookPageClient>;

/** The page's posts through the Graph API. Whatever fails throws `Trouble`, unless it is what the call was for. */
export function createFacebookPageClient(
  strapi: Core.Strapi,
  integration: string,
  settings: FacebookSettings,
  { now, calls }: Pick<EventSyncConfig, 'now' | 'calls'>,
) {
  const { pageId, pageToken, appSecret, graphUrl, graphVersion } = settings;
  const remote = integrationsService(strapi).remote(integration, {
    title: 'Facebook',
    baseUrl: `${graphUrl}/${graphVersion}`,
    secrets: [pageToken, appSecret],
    ...calls,
    ...dialectOf((failure, method) =>
      facebookVerdict(failure, actions[method] ?? 'read', { attempt: 1, random: 0 }),
    ),
  });
  const headers = { authorization: `Bearer ${pageToken}` };
  // https://developers.facebook.com/docs/graph-api/guides/secure-requests
  const proof = { appsecret_proof: createHmac('sha256', appSecret).update(pageToken).digest('hex') };

  const about = (action: string, { event, attempt, signal }: CallContext, isRepeatable: boolean): About => ({
    action,
    subject: { type: 'api::event.event', id: event },
    attempt,
    isRepeatable,
    ...(signal && { signal }),
  });

  /** Gives what the call gives, or what follows from its failure. */
  async function tried<T>(
    call: Promise<{ data: T }>,
    action: FacebookAction,
    occasion: CallContext,
  ): Promise<Tried<T>> {
    try {
      return { got: (await call).data };
    } catch (error) {
      const known = remoteErrorIn(error);
      if (!known) throw error;
      const verdict = verdictOf(known, (failure) => facebookVerdict(failure, action, occasion), now());
      return { verdict, status: known.status };
    }
  }

  return {
    /** @returns the post's id; `duplicate` where Facebook says that the page has just said so */
    async create(
      post: { message: string; link?: string },
      occasion: CallContext,
    ): Promise<{ id: string } | 'duplicate'> {
      const request = {
        ...about('post', occasion, false),
        method: 'POST',
        path: `/${pageId}/feed`,
        headers,
        body: new URLSearchParams({ ...post, ...proof }),
        answer: made,
      } as const;
      const result = await tried(remote.request(request), 'create', occasion);
      if ('got' in result) return { id: result.got.id };
      const { verdict } = result;
      if (verdict.verdict === 'look-first' && verdict.afterMs === 0) return 'duplicate';
      throw troubleOf(verdict, 'Facebook');
    },

    async change(id: string, message: string, occasion: CallContext): Promise<'changed' | 'gone'> {
      const request = {
        ...about('change post', occasion, true),
        method: 'POST',
        path: `/${id}`,
        headers,
        body: new URLSearchParams({ message, ...proof }),
        answer: succeeded,
      } as const;
      const result = await tried(remote.request(request), 'change', occasion);
      if ('got' in result) return 'changed';
      if (result.verdict.verdict === 'gone') return 'gone';
      throw troubleOf(result.verdict, 'Facebook');
    },

    /** Succeeds too where it was not there. */
    async remove(id: string, occasion: CallContext): Promise<void> {
      const request = {
        ...about('remove post', occasion, true),
        method: 'DELETE',
        path: `/${id}`,
        query: proof,
        headers,
        answer: succeeded,
      } as const;
      const result = await tried(remote.request(request), 'remove', occasion);
      if ('got' in result || result.verdict.verdict === 'gone') return;
      throw troubleOf(result.verdict, 'Facebook');
    },

    /** What the page says, the newest first: as far back as is worth looking. */
    async *posts(occasion: CallContext): AsyncIterable<{ id: string; message: string }> {
      let after: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const request = {
          ...about('look for post', occasion, true),
          method: 'GET',
          path: `/${pageId}/feed`,
          query: { fields: 'id,message', limit: 100, after, ...proof },
          headers,
          answer: feed,
        } as const;
        const result = await tried(remote.request(request), 'read', occasion);
        if (!('got' in result)) throw troubleOf(result.verdict, 'Facebook');
        const { data, paging } = result.got;
        for (const { id, message = '' } of data) yield { id, message };
        after = paging?.next && paging.cursors?.after;
        if (!after) return;
      }
    },

    /** Works where the token is the page's. */
    async check(signal: AbortSignal): Promise<void> {
      const query = { fields: 'id,name', ...proof };
      await remote.request({
        action: 'check',
        method: 'GET',
        path: `/${pageId}`,
        query,
        headers,
        answer: named,
        signal,
      });
    },
  };
}
