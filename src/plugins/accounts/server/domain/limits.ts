/** How often something may be done in a span of time. */
export interface Limit {
  times: number;
  seconds: number;
}

/**
 * How often one address may do what has to do with accounts. All of a list hold. What succeeds with a password does not count:
 * many people may sign in from one address.
 */
export const limits = {
  /** Passwords of members tried. */
  memberPassword: [
    { times: 10, seconds: 60 },
    { times: 60, seconds: 3600 },
  ],
  /** Passwords of staff tried, and what else opens the admin panel. */
  staffPassword: [
    { times: 10, seconds: 60 },
    { times: 60, seconds: 3600 },
  ],
  /** Refreshing and ending sessions. */
  session: [{ times: 60, seconds: 60 }],
  /** What is not open to anybody. */
  closed: [{ times: 10, seconds: 60 }],
  /** Requests of any kind to the routes of accounts. */
  request: [{ times: 120, seconds: 60 }],
} as const satisfies Record<string, readonly Limit[]>;

export type LimitName = keyof typeof limits;

/** What a limited route is limited by, and whether a success is given back. */
export interface RouteLimit {
  name: LimitName;
  unlessDone: boolean;
}

const request: RouteLimit = { name: 'request', unlessDone: false };
const staff: RouteLimit = { name: 'staffPassword', unlessDone: false };

const exact: Readonly<Record<string, RouteLimit>> = {
  '/admin/login': { name: 'staffPassword', unlessDone: true },
  '/admin/register': staff,
  '/admin/register-admin': staff,
  '/admin/registration-info': staff,
  '/admin/forgot-password': staff,
  '/admin/reset-password': staff,
  '/admin/access-token': request,
};

const prefixes = ['/api/auth', '/api/connect', '/api/users', '/api/users-permissions'];

/**
 * The limit of a request by its path, if it has one. Strapi's router takes paths in any case and with a slash at their end.
 * An object's own keys only: a path may be named like something that every object has.
 */
export function limitOfPath(path: string): RouteLimit | null {
  const plain = path.toLowerCase().replace(/\/+$/, '');
  if (Object.hasOwn(exact, plain)) return exact[plain] ?? null;
  return prefixes.some((prefix) => plain === prefix || plain.startsWith(`${prefix}/`)) ? request : null;
}
