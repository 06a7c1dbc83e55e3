import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { redirect, type ResultCookie } from '../../../../../http/results';
import { defineRoute, type RequestContext } from '../../../../../http/route';
import { languageQuery } from '../../../../../http/schemas';
import type { ProviderClient } from '../../clients/provider-client';
import { ProviderError } from '../../clients/provider-error';
import type { AccountsConfig } from '../../config';
import {
  oauthOutcomes,
  providers,
  providerTitles,
  type OauthOutcome,
  type Provider,
} from '../../domain/providers';
import { returnAddressOf, withQuery } from '../../domain/return-address';
import { accountsService } from '../../services';
import type { Authorization } from '../../services/oauth-flows';
import { refuse } from './auth-bodies';
import { createOauthCookies } from './oauth-cookies';
import { createSignedIn } from './signed-in';

const tag = 'Accounts';

export const providerParams = z.object({ provider: z.enum(providers, 'There is no such provider') });

/** @throws HttpError 404 */
export function clientOf(strapi: Core.Strapi, provider: Provider): ProviderClient {
  const client = accountsService(strapi).providers.client(provider);
  if (!client) throw new HttpError(404, `Sign-in with ${providerTitles[provider]} is not set up`);
  return client;
}

/** @throws HttpError 400 */
export function requireReturnAddress(given: string | undefined, websiteUrl: string): string {
  const address = returnAddressOf(given, websiteUrl);
  return address ?? refuse({ return_to: ['must be an address of the website'] });
}

/** Logs why a provider has not said who somebody is. Nothing that they sent is in it. */
export function logProviderError(strapi: Core.Strapi, provider: Provider, error: ProviderError): void {
  if (error.code === 'cancelled') return;
  strapi.log.warn(`accounts: sign-in with ${providerTitles[provider]} failed: ${error.message}`);
}

const text = z.string().max(4096, 'is too long').optional();
/** What providers send (RFC 6749, 4.1.2; RFC 9207). They may add more. */
const callbackQuery = z.object({
  state: text.describe('Of a sign-in that this browser has begun'),
  code: text.describe('From the provider'),
  iss: text.describe('From the provider: who it is'),
  error: text.describe('From the provider, where it gives no code'),
  error_description: text,
});

/** Where a page without a website's address leads, and what it hides: the query has what the provider sent. */
const headers = { 'Referrer-Policy': 'no-referrer' };

/** Signing in with a provider: there, and back. */
export function oauthRoutes(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const service = () => accountsService(strapi);
  const cookies = createOauthCookies(config);
  const { openCookies } = createSignedIn(strapi);

  function back(address: string, provider: Provider, outcome: OauthOutcome, set: readonly ResultCookie[]) {
    return redirect(302, withQuery(address, { oauth: outcome, provider }), { headers, cookies: set });
  }

  /** What becomes of somebody who comes back. @param cleared the cookie that is used up */
  async function arrive(
    flow: Authorization,
    query: URLSearchParams,
    cleared: ResultCookie,
    asking: Pick<RequestContext<never, never, never>, 'headers' | 'now'>,
  ) {
    const { provider, language, returnTo, member } = flow;
    const now = asking.now.getTime();
    const profile = await clientOf(strapi, provider).profile(query, flow);
    const { oauth } = service();
    if (member !== null)
      return back(returnTo, provider, await oauth.linkTo({ ...flow, member }, profile, now), [cleared]);
    const arrived = await oauth.arrive({ profile, language }, now);
    if (arrived.outcome === 'signed in') {
      const opened = await openCookies(arrived.member, asking);
      return redirect(302, returnTo, { headers, cookies: [...opened, cleared] });
    }
    const pending = 'token' in arrived ? [cookies.pending(arrived.token)] : [];
    return back(returnTo, provider, arrived.outcome, [cleared, ...pending]);
  }

  return [
    defineRoute({
      method: 'GET',
      path: '/auth/oauth/:provider',
      tag,
      summary:
        'Sends the browser to a provider to sign in. It comes back to `return_to` with the refresh cookie, ' +
        `or with how it ended in \`oauth\`: ${oauthOutcomes.join(', ')}`,
      access: 'public',
      cache: 'none',
      params: providerParams,
      query: languageQuery.extend({
        return_to: z
          .string()
          .optional()
          .describe('An address of the website, or a path there; without it `/account/oauth`'),
      }),
      responses: { 302: null },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ params: { provider }, query, language, now }) => {
        const client = clientOf(strapi, provider);
        const returnTo = requireReturnAddress(query.return_to, config.websiteUrl);
        const values = { provider, returnTo, language, member: null, session: null };
        try {
          await client.metadata();
          const flow = await service().flows.begin(values, now.getTime());
          const { href } = await client.authorizationUrl(flow);
          return redirect(302, href, { headers, cookies: [cookies.begun(flow.state, flow.secret)] });
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          logProviderError(strapi, provider, error);
          return back(returnTo, provider, error.code, []);
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/auth/oauth/:provider/callback',
      tag,
      summary: 'Where a provider sends the browser back to; the address to register there',
      access: 'public',
      cache: 'none',
      params: providerParams,
      query: callbackQuery,
      responses: { 302: null },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ params: { provider }, query, cookie, headers: sent, now }) => {
        clientOf(strapi, provider);
        const { state = '' } = query;
        const secret = cookies.readBegun(state, { cookie });
        const flow = await service().flows.take(state, secret, now.getTime());
        // Nothing says where they came from.
        if (!flow) return back(requireReturnAddress(undefined, config.websiteUrl), provider, 'expired', []);
        const cleared = cookies.clearedBegun(state);
        if (flow.provider !== provider) return back(flow.returnTo, provider, 'expired', [cleared]);
        const given = new URLSearchParams(Object.entries(query));
        try {
          return await arrive(flow, given, cleared, { headers: sent, now });
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          logProviderError(strapi, provider, error);
          return back(flow.returnTo, provider, error.code, [cleared]);
        }
      },
    }),
  ];
}
