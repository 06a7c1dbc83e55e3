import { env, isDevelopment, publicUrl } from './env';

export default {
  host: env.HOST,
  port: env.PORT,
  url: publicUrl,
  // Of X-Forwarded-For as many addresses count as proxies have written: what stands before them is the client's own.
  proxy: { koa: env.TRUST_PROXY !== false, maxIpsCount: Number(env.TRUST_PROXY) },
  app: { keys: env.APP_KEYS.split(',').map((key) => key.trim()) },
  // No look for newer versions on the internet, no banner where `npm start` says it all.
  logger: { updates: { enabled: false }, startup: { enabled: isDevelopment } },
};
