import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { validated } from '../../../../shared/server/validated';
import { refuseFor } from '../../../content/server/services/refusal';
import { accountsService } from '.';
import { tooManyAttempts } from './limiter';
import type { LimitName } from '../domain/limits';
import { passwordIssues } from '../domain/password-rules';

type Operation = (ctx: Context, ...rest: unknown[]) => Promise<unknown>;

interface Auth {
  [operation: string]: Operation;
}

/** Operations of users-permissions that are closed: /api/v1/auth has better ones. */
const closed = [
  'register',
  'forgotPassword',
  'resetPassword',
  'emailConfirmation',
  'sendEmailConfirmation',
  'connect',
] as const;

const closedMessage = 'This is not open here: see /api/v1/docs for how members sign up and get new passwords';

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
const ownNames = z.object({ user: z.object({ username: z.string(), email: z.string() }) });

/** The messages that users-permissions has for them. */
const refusals = {
  wrong: 'Invalid identifier or password',
  blocked: 'Your account has been blocked by an administrator',
  unconfirmed: 'Your account email is not confirmed',
} as const;
const state = z.object({
  user: z.object({ id: z.union([z.number(), z.string()]) }).optional(),
  session: z.object({ id: z.string() }).optional(),
});

/**
 * Guards the operations of users-permissions' `auth` controller, which REST and GraphQL both call. GraphQL checks no
 * permission for most of them, so route middlewares, policies and permissions of roles would cover REST only
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/plugins/users-permissions/server/graphql/resolvers-configs.js).
 */
export function guardOperations(strapi: Core.Strapi): void {
  const auth: Auth = strapi.plugin('users-permissions').controller('auth');
  const { limiter, sessions, signIn } = accountsService(strapi);

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

  guard('callback', 'memberPassword', () => async (ctx) => {
    // GET is the callback of OAuth providers.
    if (ctx.method !== 'POST' || (paramsOf(ctx).provider ?? 'local') !== 'local') return refuse();
    const { identifier, password } = validated(signingIn, bodyOf(ctx));
    const result = await signIn({ identifier, password, address: ctx.ip });
    if (result.outcome === 'wait') throw tooManyAttempts(ctx, result.seconds);
    if (result.outcome !== 'signed in') throw new errors.ValidationError(refusals[result.outcome]);
    const opened = await sessions.open(result.member, ctx.get('user-agent'), Date.now());
    if (!opened) throw new errors.ValidationError(refusals.wrong);
    setCookie(strapi, ctx, opened.refreshToken);
    ctx.body = { jwt: opened.accessToken, user: await publicUser(strapi, ctx, result.member.id) };
    await limiter.giveBack('memberPassword', ctx);
  });

  guard('changePassword', 'memberPassword', (change) => async (ctx) => {
    ctx.request.body = validated(changingPassword, bodyOf(ctx));
    requireGoodPassword(ctx);
    await change(ctx);
    moveToCookie(strapi, ctx);
    await limiter.giveBack('memberPassword', ctx);
  });

  guard('refresh', 'session', () => async (ctx) => {
    const token = ctx.cookies.get(cookieOf(strapi).name) ?? bodyOf(ctx).refreshToken;
    const renewed = typeof token === 'string' ? await sessions.rotate(token, Date.now()) : null;
    if (!renewed) throw new errors.UnauthorizedError('Invalid refresh token');
    setCookie(strapi, ctx, renewed.refreshToken);
    ctx.body = { jwt: renewed.accessToken };
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

function setCookie(strapi: Core.Strapi, ctx: Context, refreshToken: string): void {
  const { name, ...options } = cookieOf(strapi);
  ctx.cookies.set(name, refreshToken, { ...options, httpOnly: true, overwrite: true });
}

/** @throws ValidationError that says why a password may not be chosen */
function requireGoodPassword(ctx: Context): void {
  const own = ownNames.safeParse(ctx.state).data?.user;
  const password = z.string().parse(bodyOf(ctx).password);
  refuseFor(passwordIssues(password, own ? [own.username, own.email] : []));
}

/** A member as users-permissions answers with them: without what is private. */
async function publicUser(strapi: Core.Strapi, ctx: Context, id: number): Promise<unknown> {
  const uid = 'plugin::users-permissions.user';
  const user: unknown = await strapi.db.query(uid).findOne({ where: { id } });
  return strapi.contentAPI.sanitize.output(user, strapi.contentType(uid), { auth: ctx.state.auth });
}

/**
 * Moves the new refresh token to the cookie: Strapi answers a change of password with it in the body, where scripts can
 * read it.
 */
function moveToCookie(strapi: Core.Strapi, ctx: Context): void {
  const { data } = answer.safeParse(ctx.body);
  if (!data) return;
  const { refreshToken, ...rest } = data;
  setCookie(strapi, ctx, refreshToken);
  ctx.body = rest;
}
