import { env, isDevelopment, publicUrl } from './env';

export default {
  host: env.HOST,
  port: env.PORT,
  url: publicUrl,
  proxy: { koa: env.TRUST_PROXY },
  app: { keys: env.APP_KEYS.split(',').map((key) => key.trim()) },
  // No look for newer versions on the internet, no banner where `npm start` says it all.
  logger: { updates: { enabled: false }, startup: { enabled: isDevelopment } },
};
