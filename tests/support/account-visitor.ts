import type { Club } from './club';

export interface AccountAnswer {
  status: number;
  text: string;
  /** Parsed where it is JSON. */
  body: unknown;
  headers: Headers;
  /** `name=value` of every cookie that is set. */
  cookies: string[];
}

let visitors = 0;

/**
 * Somebody at an address of their own, behind the club's one proxy (TRUST_PROXY), who keeps cookies.
 *
 * @param forwardedFor what the proxy would send instead of that address
 */
export function visitorOf(club: Club, forwardedFor?: () => string) {
  visitors += 1;
  const address = `198.18.${Math.floor(visitors / 250)}.${1 + (visitors % 250)}`;
  const jar = new Map<string, string>();

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<AccountAnswer> {
    const answer = await fetch(club.url + path, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-for': forwardedFor?.() ?? address,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(jar.size > 0 && { cookie: [...jar].map((pair) => pair.join('=')).join('; ') }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const cookies = answer.headers.getSetCookie();
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: answer.status,
      text,
      body: isJson ? JSON.parse(text) : null,
      headers: answer.headers,
      cookies,
    };
  }

  return {
    send,
    cookies: jar,
    graphql: (query: string, headers?: Record<string, string>) =>
      send('POST', '/graphql', { query }, headers),
    signIn: (identifier: unknown, password: unknown, more: object = {}) =>
      send('POST', '/api/auth/local', { identifier, password, ...more }),
  };
}

export type Visitor = ReturnType<typeof visitorOf>;
