import { env, isDevelopment, publicUrl } from './env';
import limits from './limits';

export default {
  host: env.HOST,
  port: env.PORT,
  url: publicUrl,
  http: {
    serverOptions: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.connectionsCheckedMs,
      // `global::request-bodies` ends slow bodies.
      requestTimeout: 0,
    },
  },
  // Trust as many addresses of X-Forwarded-For as there are proxies: the client may have written the others.
  proxy: { koa: env.TRUST_PROXY !== false, maxIpsCount: Number(env.TRUST_PROXY) },
  app: { keys: env.APP_KEYS.split(',').map((key) => key.trim()) },
  // No check for new versions, and no banner, since `npm start` prints its own.
  logger: { updates: { enabled: false }, startup: { enabled: isDevelopment } },
};
