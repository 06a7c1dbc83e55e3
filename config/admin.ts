import type { Core, UID } from '@strapi/strapi';
import type { Previews } from '../src/plugins/public-api/server/services/previews';
import { env, isHttps, mail } from './env';

interface Previewed {
  documentId: string;
  locale?: string | null;
  status?: string;
}

/** The website's page of a document, with a signed link to what is saved of it; undefined if there is none for who asks. */
async function pageOf(uid: UID.ContentType, asked: Previewed): Promise<string | undefined> {
  const club: Core.Strapi = strapi;
  const previews: Previews = club.plugin('public-api').service('previews');
  const state: object = club.requestContext.get()?.state ?? {};
  return (await previews.addressFor(state, uid, asked, new Date())) ?? undefined;
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
