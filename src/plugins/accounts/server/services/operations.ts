import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { validated } from '../../../../shared/server/validated';
import { accountsService } from '.';
import { foldIdentifier } from '../domain/identifiers';
import type { LimitName } from '../domain/limits';
import type { Passwords } from './passwords';

type Operation = (ctx: Context, ...rest: unknown[]) => Promise<unknown>;

interface Auth {
  [operation: string]: Operation;
}

/** Operations of users-permissions that the club keeps closed until members' accounts are opened. */
const closed = [
  'register',
  'forgotPassword',
  'resetPassword',
  'emailConfirmation',
  'sendEmailConfirmation',
  'connect',
] as const;

const closedMessage = 'This is not open: the staff of the club make accounts, and give new passwords';

const cookie = z.object({
  httpOnly: z.literal(true),
  cookie: z.object({
    name: z.string(),
    sameSite: z.enum(['lax', 'strict']),
    path: z.string(),
    secure: z.boolean(),
    maxAge: z.number(),
  }),
});

const signingIn = z.looseObject({ identifier: z.string(), password: z.string() });
const changingPassword = z.looseObject({
  currentPassword: z.string(),
  password: z.string(),
  passwordConfirmation: z.string(),
});
const answer = z.looseObject({ refreshToken: z.string() });
const state = z.object({
  user: z.object({ id: z.union([z.number(), z.string()]) }).optional(),
  session: z.object({ id: z.string() }).optional(),
});

/**
 * Guards the operations of users-permissions' `auth` controller, which REST and GraphQL both call. GraphQL checks no
 * permission for most of them, so route middlewares, policies and permissions of roles would cover REST only
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/plugins/users-permissions/server/graphql/resolvers-configs.js).
 */
export function guardOperations(strapi: Core.Strapi, passwords: Passwords): void {
  const auth: Auth = strapi.plugin('users-permissions').controller('auth');
  const { limiter, sessions } = accountsService(strapi);

  function guard(name: string, limit: LimitName, around: (original: Operation) => Operation): void {
    const original = auth[name];
    if (!original) throw new Error(`users-permissions has no operation ${name}`);
    const guarded = around(original.bind(auth));
    auth[name] = async (ctx, ...rest) => {
      await limiter.take(limit, ctx);
      return guarded(ctx, ...rest);
    };
  }

  async function refuse(): Promise<never> {
    throw new errors.ForbiddenError(closedMessage);
  }

  for (const name of closed) guard(name, 'closed', () => refuse);

  guard('callback', 'memberPassword', (signIn) => async (ctx) => {
    // GET is the callback of OAuth providers.
    if (ctx.method !== 'POST' || (paramsOf(ctx).provider ?? 'local') !== 'local') return refuse();
    // The club chooses the id of a sign-in, not the client.
    const credentials = validated(signingIn, bodyOf(ctx));
    const identifier = foldIdentifier(credentials.identifier);
    ctx.request.body = { ...credentials, identifier, deviceId: randomUUID() };
    await passwords.inConstantTime(identifier, () => signIn(ctx));
    await limiter.giveBack('memberPassword', ctx);
  });

  guard('changePassword', 'memberPassword', (change) => async (ctx) => {
    ctx.request.body = validated(changingPassword, bodyOf(ctx));
    await change(ctx);
    moveToCookie(strapi, ctx);
    await limiter.giveBack('memberPassword', ctx);
  });

  guard('refresh', 'session', (refresh) => async (ctx) => {
    ctx.request.body = bodyOf(ctx);
    const { name } = cookieOf(strapi);
    const token = ctx.cookies.get(name) ?? bodyOf(ctx).refreshToken;
    if (typeof token === 'string') await sessions.endUnlessAllowed(token);
    return refresh(ctx);
  });

  guard('logout', 'session', (signOut) => async (ctx) => {
    const { scope, deviceId } = bodyOf(ctx);
    const own = await ownSignIn(ctx);
    const device = typeof deviceId === 'string' && deviceId !== '' ? deviceId : own;
    ctx.request.body = { ...(scope === 'all' && { scope }), ...(device !== null && { deviceId: device }) };
    return signOut(ctx);
  });

  guard('revokeSession', 'session', (revoke) => async (ctx) => {
    const userId = userOf(ctx);
    const device = userId && (await sessions.signInOf(userId, paramsOf(ctx).sessionId ?? ''));
    await revoke(ctx);
    if (userId && device) await sessions.endSignIn(userId, device);
  });

  guard('getSessions', 'session', (list) => list);

  async function ownSignIn(ctx: Context): Promise<string | null> {
    const { data } = state.safeParse(ctx.state);
    const userId = userOf(ctx);
    return userId && data?.session ? sessions.signInOf(userId, data.session.id) : null;
  }
}

function userOf(ctx: Context): string | null {
  const { data } = state.safeParse(ctx.state);
  return data?.user ? String(data.user.id) : null;
}

/** The body if it is an object, else an empty one: Strapi's code takes an object for granted. */
function bodyOf(ctx: Context): Record<string, unknown> {
  const body: unknown = ctx.request.body;
  return z.record(z.string(), z.unknown()).safeParse(body).data ?? {};
}

/** The parameters of the path, or of GraphQL in their place. */
function paramsOf(ctx: Context): Record<string, string | undefined> {
  const params: unknown = ctx.params;
  return z.record(z.string(), z.string().optional()).safeParse(params).data ?? {};
}

const cookieOf = (strapi: Core.Strapi) =>
  cookie.parse(strapi.config.get('plugin::users-permissions.sessions')).cookie;

/**
 * Moves the new refresh token to the cookie: Strapi answers a change of password with it in the body, where scripts can
 * read it.
 */
function moveToCookie(strapi: Core.Strapi, ctx: Context): void {
  const { data } = answer.safeParse(ctx.body);
  if (!data) return;
  const { refreshToken, ...rest } = data;
  const { name, ...options } = cookieOf(strapi);
  ctx.cookies.set(name, refreshToken, { ...options, httpOnly: true, overwrite: true });
  ctx.body = rest;
}
