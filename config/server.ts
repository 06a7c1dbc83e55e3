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
      // How slowly a body may come is bounded by `global::request-bodies`.
      requestTimeout: 0,
    },
  },
  // Of X-Forwarded-For as many addresses count as proxies have written: what stands before them is the client's own.
  proxy: { koa: env.TRUST_PROXY !== false, maxIpsCount: Number(env.TRUST_PROXY) },
  app: { keys: env.APP_KEYS.split(',').map((key) => key.trim()) },
  // No look for newer versions on the internet, no banner where `npm start` says it all.
  logger: { updates: { enabled: false }, startup: { enabled: isDevelopment } },
};
