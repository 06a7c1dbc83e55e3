import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { patreonFields } from '../../../accounts/server/clients/patreon-fields';
import type { RemoteRequest } from '../../../integrations/server/clients/remote';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { integrationsService } from '../../../integrations/server/services';
import type { PatreonConfig } from '../config';
import { memberDocument, memberPage, type CampaignMembership, type MemberPage } from '../domain/membership';
import { patreonErrorPolicy, type PatreonOperation } from '../domain/patreon-errors';
import type { TokenPair, Tokens } from '../services/tokens';

const memberQuery = { include: 'currently_entitled_tiers,user,campaign', ...patreonFields };

const tokenAnswer = z
  .object({ access_token: z.string().min(1), refresh_token: z.string().min(1) })
  .transform(({ access_token, refresh_token }) => ({
    accessToken: access_token,
    refreshToken: refresh_token,
  }));

const remoteTier = z.object({
  type: z.literal('tier'),
  id: z.coerce.string(),
  attributes: z.object({
    title: z.string().nullish(),
    amount_cents: z.number().nullish(),
    published: z.boolean().nullish(),
  }),
});
const campaignAnswer = z
  .object({ data: z.object({ type: z.literal('campaign') }), included: z.array(z.unknown()).nullish() })
  .transform(({ included }) =>
    (included ?? []).flatMap((each) => {
      const { data } = remoteTier.safeParse(each);
      return data
        ? [{ id: data.id, title: data.attributes.title ?? '', cents: data.attributes.amount_cents ?? 0 }]
        : [];
    }),
  );
/** A tier of the campaign. */
export type RemoteTier = z.output<typeof campaignAnswer>[number];

const webhookList = z.object({
  data: z.array(
    z.object({
      id: z.coerce.string(),
      attributes: z.object({
        uri: z.string().nullish(),
        paused: z.boolean().nullish(),
        num_consecutive_times_failed: z.number().nullish(),
      }),
    }),
  ),
});

type Request<Answer extends z.ZodType> = Omit<RemoteRequest<Answer>, 'headers' | 'operation'>;

/**
 * Patreon's API (https://docs.patreon.com/#apiv2-oauth) in the name of the campaign's creator.
 *
 * @param tokensBy keeps the tokens, and replaces them by the given exchange
 */
export function createPatreonClient(
  strapi: Core.Strapi,
  config: PatreonConfig & { api: NonNullable<PatreonConfig['api']>; campaignId: string },
  tokensBy: (exchange: (refreshToken: string) => Promise<TokenPair>) => Tokens,
) {
  const { api, campaignId, url, calls } = config;
  const remote = integrationsService(strapi).remote('patreon', {
    title: 'Patreon',
    baseUrl: url,
    secrets: [api.clientSecret, api.accessToken, api.refreshToken],
    personal: ['full_name', 'email', 'note'],
    policy: patreonErrorPolicy,
    ...calls,
    // A page of 1,000 members is some 1.5 MB.
    limits: { ...calls.limits, answerBytes: 16 * 1024 * 1024 },
  });

  const tokens = tokensBy(async (refreshToken) => {
    const { data } = await remote.request({
      method: 'POST',
      path: '/api/oauth2/token',
      action: 'refresh tokens',
      operation: 'refresh' satisfies PatreonOperation,
      provesAccess: false,
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: api.clientId,
        client_secret: api.clientSecret,
      }),
      answer: tokenAnswer,
    });
    return data;
  });

  const send = <Answer extends z.ZodType>(
    request: Request<Answer>,
    accessToken: string,
    operation?: PatreonOperation,
  ) =>
    remote.request({
      ...request,
      ...(operation && { operation }),
      headers: { authorization: `Bearer ${accessToken}` },
    });

  /** Sends a request; once more with new tokens where Patreon refuses the present ones. */
  async function authorized<Answer extends z.ZodType>(request: Request<Answer>): Promise<z.output<Answer>> {
    const { accessToken } = await tokens.current();
    try {
      return (await send(request, accessToken, 'first-try')).data;
    } catch (error) {
      if (!(error instanceof RemoteError) || error.status !== 401) throw error;
      const fresh = await tokens.refresh(accessToken);
      return (await send(request, fresh.accessToken)).data;
    }
  }

  /** What a client of few permissions may be refused. @returns null where it is */
  async function ofWebhooks<Answer extends z.ZodType>(
    request: Request<Answer>,
  ): Promise<z.output<Answer> | null> {
    try {
      const { accessToken } = await tokens.current();
      return (await send(request, accessToken, 'webhook')).data;
    } catch (error) {
      if (error instanceof RemoteError && ['refused', 'gone'].includes(error.decision.kind)) return null;
      throw error;
    }
  }

  const path = `/api/oauth2/v2/campaigns/${encodeURIComponent(campaignId)}`;

  return {
    /** What Patreon says of one member; null for nobody, and for a member of another campaign. */
    async member(patreonMemberId: string, signal: AbortSignal): Promise<CampaignMembership | null> {
      try {
        return await authorized({
          method: 'GET',
          path: `/api/oauth2/v2/members/${encodeURIComponent(patreonMemberId)}`,
          query: memberQuery,
          action: 'read member',
          answer: memberDocument,
          signal,
        });
      } catch (error) {
        if (error instanceof RemoteError && error.decision.kind === 'gone') return null;
        throw error;
      }
    },

    /** A page of the campaign's members. @param cursor null for the first */
    members: (cursor: string | null, signal: AbortSignal): Promise<MemberPage> =>
      authorized({
        method: 'GET',
        path: `${path}/members`,
        query: {
          ...memberQuery,
          'page[count]': config.pageSize,
          ...(cursor !== null && { 'page[cursor]': cursor }),
        },
        action: 'list members',
        answer: memberPage,
        signal,
      }),

    /** The campaign's tiers. */
    tiers: (signal: AbortSignal): Promise<RemoteTier[]> =>
      authorized({
        method: 'GET',
        path,
        query: { include: 'tiers', 'fields[tier]': 'title,amount_cents,published' },
        action: 'read tiers',
        answer: campaignAnswer,
        signal,
      }),

    /**
     * Resumes the club's own webhook where Patreon has paused it. A webhook that was made by hand is not shown to the club's client.
     * @returns how many deliveries had failed; null where it was not paused
     */
    async resumeWebhook(address: string, signal: AbortSignal): Promise<number | null> {
      const list = await ofWebhooks({
        method: 'GET',
        path: '/api/oauth2/v2/webhooks',
        query: { 'fields[webhook]': 'uri,paused,num_consecutive_times_failed' },
        action: 'read webhooks',
        answer: webhookList,
        signal,
      });
      const paused = list?.data.find(
        ({ attributes }) => attributes.uri === address && attributes.paused === true,
      );
      if (!paused) return null;
      const { id } = paused;
      await ofWebhooks({
        method: 'PATCH',
        path: `/api/oauth2/v2/webhooks/${encodeURIComponent(id)}`,
        action: 'resume webhook',
        isRepeatable: true,
        body: { data: { id, type: 'webhook', attributes: { paused: false } } },
        answer: z.unknown(),
        signal,
      });
      return paused.attributes.num_consecutive_times_failed ?? 0;
    },
  };
}
export type PatreonClient = ReturnType<typeof createPatreonClient>;
