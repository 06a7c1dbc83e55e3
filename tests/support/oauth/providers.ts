import { OAuth2Server } from 'oauth2-mock-server';

type Endpoints = NonNullable<ConstructorParameters<typeof OAuth2Server>[2]>['endpoints'];

/** Where each provider has its pages, beneath one address. */
const endpoints: Record<'google' | 'discord' | 'facebook', Endpoints> = {
  google: {},
  discord: {
    wellKnownDocument: '/.well-known/oauth-authorization-server',
    userinfo: '/api/v10/users/@me',
  },
  facebook: {
    authorize: '/v26.0/dialog/oauth',
    token: '/v26.0/oauth/access_token',
    userinfo: '/v26.0/me',
  },
};
export type ProviderName = keyof typeof endpoints;

/** Whoever signs in at the provider next: claims of Google's tokens, or what it says of a user. */
export type Person = Record<string, unknown>;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const part = (token: string, index: number): object =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

/** The same token without a signature, as if none were needed. */
export const unsigned = (token: string): string =>
  `${encode({ ...part(token, 0), alg: 'none' })}.${encode(part(token, 1))}.`;

/** The same token with other claims and the signature of the first. */
export const forged = (token: string, claims: object): string => {
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${encode({ ...part(token, 1), ...claims })}.${signature}`;
};

/** A provider by https://github.com/axa-group/oauth2-mock-server, at the addresses of a real one. It takes any code once. */
export async function startProvider(name: ProviderName) {
  const server = new OAuth2Server(undefined, undefined, { endpoints: endpoints[name] ?? {} });
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const { issuer, service } = server;
  const url = issuer.url ?? '';
  const state = { person: {} as Person, claims: {} as object, rewrite: (token: string): string => token };
  const userRequests: { url: string; authorization: string | undefined }[] = [];

  service.on('beforeTokenSigning', ({ payload }: { payload: object }) => {
    if (name === 'google') Object.assign(payload, state.person, state.claims);
  });
  service.on('beforeResponse', ({ body }: { body: { id_token?: string } }) => {
    if (name === 'google' && body.id_token !== undefined) body.id_token = state.rewrite(body.id_token);
    else delete body.id_token;
  });
  service.on('beforeUserinfo', (answer: { body: object }, { url, headers }) => {
    userRequests.push({ url, authorization: headers.authorization });
    answer.body = state.person;
  });

  const variable = `OAUTH_${name.toUpperCase()}`;
  return {
    name,
    url,
    service,
    issuer,
    userRequests,
    clientId: `${name}-client`,
    clientSecret: `${name}-secret`,
    settings: {
      [`${variable}_ID`]: `${name}-client`,
      [`${variable}_SECRET`]: `${name}-secret`,
      [`${variable}_URL`]: url,
    },
    /** Who signs in from now on. */
    as: (person: Person) => void (state.person = person),
    /** What its tokens say besides, or instead. */
    claim: (claims: object) => void (state.claims = claims),
    /** What becomes of its tokens on their way. */
    rewrite: (change: (token: string) => string) => void (state.rewrite = change),
    /** Behaves again. */
    reset(): void {
      state.claims = {};
      state.rewrite = (token) => token;
      service.removeAllListeners('beforeAuthorizeRedirect');
    },
    stop: () => server.stop(),
  };
}
export type TestProvider = Awaited<ReturnType<typeof startProvider>>;
