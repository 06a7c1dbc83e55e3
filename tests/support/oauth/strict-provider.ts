import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

const clientId = 'strict-client';
const scope = 'openid email profile';

/** A key as a provider keeps it. */
const signingKey = (): object => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  ...{ use: 'sig', alg: 'RS256', kid: 'one' },
});

/**
 * A certified OpenID provider in the place of Google: it insists on PKCE and on the registered address, and takes a code once.
 *
 * @param person who signs in there, by claims
 */
export async function startStrictProvider(person: { sub: string; [claim: string]: unknown }) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        client_secret: 'strict-secret',
        redirect_uris: ['http://club.test/api/v1/auth/oauth/google/callback'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // As Google: the token has what is asked for.
    conformIdTokenClaims: false,
    findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => person }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    jwks: { keys: [signingKey()] },
    cookies: { keys: ['a secret of the strict provider'] },
  });
  const callback = provider.callback();

  async function granted(accountId: string): Promise<string> {
    const grant = new provider.Grant({ accountId, clientId });
    grant.addOIDCScope(scope);
    return grant.save();
  }

  /** The pages where people sign in and consent: these people do at once. */
  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, session } = await provider.interactionDetails(request, response);
    const result =
      prompt.name === 'login'
        ? { login: { accountId: person.sub } }
        : { consent: { grantId: await granted(session?.accountId ?? '') } };
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: prompt.name === 'consent',
    });
  }

  server.on('request', (request, response) => {
    const answer = request.url?.startsWith('/interaction/') ? interact : callback;
    void answer(request, response);
  });

  return {
    settings: {
      OAUTH_GOOGLE_ID: clientId,
      OAUTH_GOOGLE_SECRET: 'strict-secret',
      OAUTH_GOOGLE_URL: url,
    },

    /** What a browser does there. @returns where it is sent when it is done: the club's address, or the page of an error */
    async visit(address: string): Promise<{ status: number; address: string }> {
      const jar = new Map<string, string>();
      let at = address;
      for (let hops = 0; hops < 10 && at.startsWith(url); hops += 1) {
        const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          jar.set(name, value);
        }
        const next = response.headers.get('location');
        if (next === null) return { status: response.status, address: at };
        at = new URL(next, url).href;
      }
      return { status: 302, address: at };
    },

    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
