import { env, publicUrl } from './env';

export default {
  host: env.HOST,
  port: env.PORT,
  url: publicUrl,
  proxy: { koa: env.TRUST_PROXY },
  app: { keys: env.APP_KEYS.split(',') },
};
