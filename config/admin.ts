import type { Core, UID } from '@strapi/strapi';
import { env, isHttps, mail } from './env';

/** The website's folder for each type that has pages. */
const pages: Readonly<Record<string, string>> = { 'api::event.event': 'events', 'api::post.post': 'blog' };

/** The website's page of a published document, as in feeds and posts; undefined if there is none. */
async function pageOf(
  uid: UID.ContentType,
  { documentId }: { documentId: string },
): Promise<string | undefined> {
  const folder = pages[uid];
  if (env.FRONTEND_URL === undefined || folder === undefined) return undefined;
  const club: Core.Strapi = strapi;
  const row: unknown = await club.db
    .query(uid)
    .findOne({ select: ['slug'], where: { documentId, locale: 'en', publishedAt: { $notNull: true } } });
  return typeof row === 'object' && row !== null && 'slug' in row
    ? `${env.FRONTEND_URL}/${folder}/${String(row.slug)}`
    : undefined;
}

export default {
  auth: { secret: env.ADMIN_JWT_SECRET, cookie: { secure: isHttps } },
  // The accounts plugin has its own limits, which do not count successes; Strapi's would.
  rateLimit: { enabled: false },
  ...(mail && { forgotPassword: { from: mail.from, replyTo: mail.replyTo ?? undefined } }),
  apiToken: { salt: env.API_TOKEN_SALT },
  transfer: { token: { salt: env.TRANSFER_TOKEN_SALT } },
  secrets: { encryptionKey: env.ENCRYPTION_KEY },
  // Explicitly off without a website: if it were absent, the panel would offer staff to set it up.
  preview: {
    enabled: env.FRONTEND_URL !== undefined,
    config: { allowedOrigins: env.FRONTEND_URL ? [new URL(env.FRONTEND_URL).origin] : [], handler: pageOf },
  },
  flags: { nps: false, promoteEE: false },
};
