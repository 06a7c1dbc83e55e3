import type { Core, UID } from '@strapi/strapi';
import { env, isHttps, mail } from './env';

/** Where the website shows the documents of a type; the other types have no page of their own. */
const pages: Readonly<Record<string, string>> = { 'api::event.event': 'events', 'api::post.post': 'blog' };

/** The website's page of a document, as feeds and posts link it; none where readers have not got it. */
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
  // The accounts plugin has the club's own, which gives successes back; Strapi's would count them.
  rateLimit: { enabled: false },
  ...(mail && { forgotPassword: { from: mail.from, replyTo: mail.replyTo ?? undefined } }),
  apiToken: { salt: env.API_TOKEN_SALT },
  transfer: { token: { salt: env.TRANSFER_TOKEN_SALT } },
  secrets: { encryptionKey: env.ENCRYPTION_KEY },
  // Said to be off where there is no website: left out, the panel offers staff to set it up.
  preview: {
    enabled: env.FRONTEND_URL !== undefined,
    config: { allowedOrigins: env.FRONTEND_URL ? [new URL(env.FRONTEND_URL).origin] : [], handler: pageOf },
  },
  flags: { nps: false, promoteEE: false },
};
