import { env, isHttps, mail } from './env';

export default {
  auth: { secret: env.ADMIN_JWT_SECRET, cookie: { secure: isHttps } },
  rateLimit: { enabled: env.RATE_LIMITS },
  ...(mail && { forgotPassword: { from: mail.from, replyTo: mail.replyTo ?? undefined } }),
  apiToken: { salt: env.API_TOKEN_SALT },
  transfer: { token: { salt: env.TRANSFER_TOKEN_SALT } },
  secrets: { encryptionKey: env.ENCRYPTION_KEY },
  flags: { nps: false, promoteEE: false },
};
