import { createHmac } from 'node:crypto';
import {
  allowInsecureRequests,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchProtectedResource,
  type authorizationCodeGrant,
  type ClientMetadata,
  type ServerMetadata,
} from 'openid-client';
import type { ProviderConfig } from '../config';
import {
  discordProfile,
  facebookProfile,
  googleProfile,
  patreonProfile,
  type ProviderProfile,
} from '../domain/provider-profile';
import type { Provider } from '../domain/providers';
import { patreonFields } from './patreon-fields';
import { ProviderError } from './provider-error';
import type { ProviderFetch } from './provider-fetch';

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

/** What the providers differ in. */
export interface Dialect {
  scope: string;
  /** Whether it takes a nonce, and gives an ID token that has it. */
  hasIdToken: boolean;
  hasPkce: boolean;
  configure: () => Promise<Configuration>;
  read: (configuration: Configuration, tokens: Tokens) => Promise<ProviderProfile>;
}

const toleratedSeconds = 30;

type DialectOf = (settings: ProviderConfig, context: DialectContext) => Dialect;
interface DialectContext {
  fetch: ProviderFetch;
  /** Of Facebook's Graph API. */
  facebookVersion: string;
}

/** Plain http is for this machine alone (config/env). */
const isPlain = (url: string): boolean => url.startsWith('http:');

const metadataOf = ({ clientSecret }: ProviderConfig): Partial<ClientMetadata> => ({
  client_secret: clientSecret,
  id_token_signed_response_alg: 'RS256',
  [clockTolerance]: toleratedSeconds,
});

function discovered(settings: ProviderConfig, fetch: ProviderFetch, algorithm: 'oidc' | 'oauth2') {
  const { url, clientId, clientSecret } = settings;
  return discovery(new URL(url), clientId, metadataOf(settings), ClientSecretPost(clientSecret), {
    algorithm,
    [customFetch]: fetch,
    execute: [
      // Its tokens are checked as if anybody could have sent them.
      ...(algorithm === 'oidc' ? [enableNonRepudiationChecks] : []),
      ...(isPlain(url) ? [allowInsecureRequests] : []),
    ],
  });
}

/** A provider that publishes no metadata. */
function configured(
  settings: ProviderConfig,
  fetch: ProviderFetch,
  endpoints: Pick<ServerMetadata, 'authorization_endpoint' | 'token_endpoint'>,
): Configuration {
  const { url, clientId, clientSecret } = settings;
  const configuration = new Configuration(
    { issuer: url, ...endpoints },
    clientId,
    metadataOf(settings),
    ClientSecretPost(clientSecret),
  );
  configuration[customFetch] = fetch;
  if (isPlain(url)) allowInsecureRequests(configuration);
  return configuration;
}

async function ask(configuration: Configuration, accessToken: string, url: URL): Promise<unknown> {
  const response = await fetchProtectedResource(configuration, accessToken, url, 'GET');
  if (response.status !== 200) throw new ProviderError('provider_refused', `it answered ${response.status}`);
  try {
    const answer: unknown = await response.json();
    return answer;
  } catch (cause) {
    throw new ProviderError('provider_refused', 'its answer is no JSON', { cause });
  }
}

const google: DialectOf = (settings, { fetch }) => ({
  scope: 'openid email profile',
  hasIdToken: true,
  hasPkce: true,
  configure: () => discovered(settings, fetch, 'oidc'),
  // Verified: its signature, whom it is by and for, when, and the nonce.
  read: (_configuration, tokens) => Promise.resolve(googleProfile(tokens.claims())),
});

/** https://discord.com/developers/docs/topics/oauth2, https://discord.com/developers/docs/resources/user */
const discord: DialectOf = (settings, { fetch }) => ({
  scope: 'identify email',
  hasIdToken: false,
  hasPkce: true,
  configure: () => discovered(settings, fetch, 'oauth2'),
  read: async (configuration, { access_token }) =>
    discordProfile(await ask(configuration, access_token, new URL(`${settings.url}/api/v10/users/@me`))),
});

const facebookItself = 'https://www.facebook.com';
const facebookGraph = 'https://graph.facebook.com';

/**
 * Facebook publishes no metadata for this flow, and takes a PKCE challenge for OpenID Connect only.
 * https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 */
const facebook: DialectOf = (settings, { fetch, facebookVersion }) => {
  const { url, clientSecret } = settings;
  const graph = `${url === facebookItself ? facebookGraph : url}/${facebookVersion}`;
  return {
    scope: 'email public_profile',
    hasIdToken: false,
    hasPkce: false,
    configure: () => {
      const configuration = configured(settings, fetch, {
        authorization_endpoint: `${url}/${facebookVersion}/dialog/oauth`,
        token_endpoint: `${graph}/oauth/access_token`,
      });
      return Promise.resolve(configuration);
    },
    read: async (configuration, { access_token }) => {
      const me = new URL(`${graph}/me`);
      me.searchParams.set('fields', 'id,name,email');
      // https://developers.facebook.com/docs/graph-api/guides/secure-requests
      const proof = createHmac('sha256', clientSecret).update(access_token).digest('hex');
      me.searchParams.set('appsecret_proof', proof);
      return facebookProfile(await ask(configuration, access_token, me));
    },
  };
};

/** Without `identity.memberships`, the membership of the club's own campaign alone is told. */
const patreonScope = 'identity identity[email]';

/**
 * Patreon publishes no metadata, and documents no PKCE (https://docs.patreon.com/#oauth). What it says of the membership comes along
 * with who somebody is.
 */
const patreon: DialectOf = (settings, { fetch }) => {
  const { url } = settings;
  return {
    scope: patreonScope,
    hasIdToken: false,
    hasPkce: false,
    configure: () =>
      Promise.resolve(
        configured(settings, fetch, {
          authorization_endpoint: `${url}/oauth2/authorize`,
          token_endpoint: `${url}/api/oauth2/token`,
        }),
      ),
    read: async (configuration, { access_token }) => {
      const identity = new URL(`${url}/api/oauth2/v2/identity`);
      identity.searchParams.set('include', 'memberships.currently_entitled_tiers,memberships.campaign');
      identity.searchParams.set('fields[user]', 'email,full_name,is_email_verified');
      for (const [name, fields] of Object.entries(patreonFields)) identity.searchParams.set(name, fields);
      return patreonProfile(await ask(configuration, access_token, identity));
    },
  };
};

export const dialects: Readonly<Record<Provider, DialectOf>> = { google, discord, facebook, patreon };
