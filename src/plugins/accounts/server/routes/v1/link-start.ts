import type { Core } from '@strapi/strapi';
import { HttpError } from '../../../../../http/errors';
import type { ResultCookie } from '../../../../../http/results';
import type { Member, RequestContext } from '../../../../../http/route';
import { ProviderError } from '../../clients/provider-error';
import type { AccountsConfig } from '../../config';
import { providerTitles, type Provider } from '../../domain/providers';
import { accountsService } from '../../services';
import { clientOf, logProviderError, requireReturnAddress } from './oauth';
import { createOauthCookies } from './oauth-cookies';

type LinkContext = Pick<RequestContext<never, never, never>, 'language' | 'now'> & { member: Member };

/** How a member begins to link an account elsewhere: the provider's page, and the cookie that binds it to this browser. */
export function createLinkStart(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const cookies = createOauthCookies(config);

  /**
   * @param given where the browser returns to afterwards
   * @throws HttpError 400 for an address that is not the website's, 404 for a provider that is not set up, 503 for one out of reach
   */
  return async function begin(
    provider: Provider,
    given: string | undefined,
    { member, language, now }: LinkContext,
  ): Promise<{ url: string; cookie: ResultCookie }> {
    const client = clientOf(strapi, provider);
    const returnTo = requireReturnAddress(given, config.websiteUrl);
    if (member.sessionId === null) throw new HttpError(401, 'Sign in first');
    const session = { userId: String(member.id), sessionId: member.sessionId };
    try {
      await client.metadata();
      const values = { provider, returnTo, language, member: member.documentId, session };
      const flow = await accountsService(strapi).flows.begin(values, now.getTime());
      const { href: url } = await client.authorizationUrl(flow);
      return { url, cookie: cookies.begun(flow.state, flow.secret) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      logProviderError(strapi, provider, error);
      throw new HttpError(503, `${providerTitles[provider]} cannot be reached. Try again soon`, {
        headers: { 'Retry-After': '10' },
      });
    }
  };
}
