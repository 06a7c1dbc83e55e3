import type { Language } from '../../../../shared/server/languages';

export interface Limit {
  times: number;
  seconds: number;
}

/** The limits by address; all of a list apply. Successful sign-ins do not count, since many people may share an address. */
export const limits = {
  /** Attempts at members' passwords. */
  memberPassword: [
    { times: 10, seconds: 60 },
    { times: 60, seconds: 3600 },
  ],
  /** Attempts at passwords of staff, and other requests that give access to the admin panel. */
  staffPassword: [
    { times: 10, seconds: 60 },
    { times: 60, seconds: 3600 },
  ],
  /** Session refreshes and sign-outs. */
  session: [{ times: 60, seconds: 60 }],
  closed: [{ times: 10, seconds: 60 }],
  /** All requests to routes of accounts. */
  request: [{ times: 120, seconds: 60 }],
  graphql: [{ times: 300, seconds: 60 }],
  /** Strapi's own REST. */
  rest: [{ times: 1_200, seconds: 60 }],
} as const satisfies Record<string, readonly Limit[]>;

export type LimitName = keyof typeof limits;

/** The limit of a route, and whether a success is not counted. */
export interface RouteLimit {
  name: LimitName;
  unlessDone: boolean;
  /** Whether addresses of this machine are not counted: a proxy in front of the club, or the website's own server. */
  exceptOwn?: true;
}

const request: RouteLimit = { name: 'request', unlessDone: false };
const staff: RouteLimit = { name: 'staffPassword', unlessDone: false };

const rest: RouteLimit = { name: 'rest', unlessDone: false, exceptOwn: true };

const exact: Readonly<Record<string, RouteLimit>> = {
  '/admin/login': { name: 'staffPassword', unlessDone: true },
  '/admin/register': staff,
  '/admin/register-admin': staff,
  '/admin/registration-info': staff,
  '/admin/forgot-password': staff,
  '/admin/reset-password': staff,
  '/admin/access-token': request,
  '/graphql': { name: 'graphql', unlessDone: false, exceptOwn: true },
};

const prefixes = ['/api/auth', '/api/connect', '/api/users', '/api/users-permissions'];

/**
 * The limit of a request by its path, if any. Strapi's router ignores case and trailing slashes. Own properties only: a
 * path may equal a property name of every object.
 */
export function limitOfPath(path: string): RouteLimit | null {
  const plain = path.toLowerCase().replace(/\/+$/, '');
  if (Object.hasOwn(exact, plain)) return exact[plain] ?? null;
  const isBelow = (prefix: string): boolean => plain === prefix || plain.startsWith(`${prefix}/`);
  if (prefixes.some(isBelow)) return request;
  // /api/v1 has its own (src/http/rate-limit.ts).
  return isBelow('/api') && !isBelow('/api/v1') ? rest : null;
}

const tooMany: Readonly<Record<Language, (seconds: number) => string>> = {
  en: (seconds) => `Too many attempts. Try again in ${seconds} seconds.`,
  it: (seconds) => `Troppi tentativi. Riprova tra ${seconds} secondi.`,
  fr: (seconds) => `Trop de tentatives. Réessayez dans ${seconds} secondes.`,
  es: (seconds) => `Demasiados intentos. Vuelve a intentarlo en ${seconds} segundos.`,
};

export const tooManyText = (seconds: number, language: Language): string => tooMany[language](seconds);
