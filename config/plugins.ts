import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import limits from './limits';
import { env, facebook, googleCalendar, isHttps, mail, origins, publicUrl } from './env';
import { emailSettings } from './env/email-settings';

const local = (name: string, config = {}) => ({ enabled: true, resolve: `./src/plugins/${name}`, config });

const isProduction = process.env.NODE_ENV === 'production';

/** As large a question as one may ask; and in production the schema is not told, nor is there a page to try it on. */
const graphql = {
  depthLimit: 10,
  defaultLimit: 25,
  maxLimit: 100,
  generateArtifacts: false,
  // Strapi's own CORS middleware has the list; Apollo's would allow everybody.
  apolloServer: { introspection: !isProduction, cors: false },
  ...(isProduction ? { landingPage: () => ApolloServerPluginLandingPageDisabled() } : {}),
};

/** Lasts as long as a session that nobody uses: two weeks. */
const memberCookie = {
  name: 'strapi_up_refresh',
  sameSite: 'lax',
  path: '/',
  secure: isHttps,
  maxAge: 14 * 24 * 60 * 60_000,
};

export default {
  i18n: { enabled: true },
  'users-permissions': {
    config: {
      jwtManagement: 'refresh',
      jwtSecret: env.JWT_SECRET,
      sessions: { httpOnly: true, cookie: memberCookie },
      // The limits are those of the plugin `accounts`.
      ratelimit: { enabled: false },
    },
  },
  ...(mail && { email: { config: emailSettings(mail) } }),
  graphql: { config: graphql },
  // What may be uploaded is decided in src/extensions/upload, for every way in; Strapi's own check lets all come that far.
  upload: { config: { sizeLimit: limits.uploadBytes, security: { allowedTypes: ['*/*'] } } },
  jobs: local('jobs', {
    worker: env.JOBS_WORKER,
    concurrency: env.JOBS_CONCURRENCY,
    pollMs: env.JOBS_POLL_MS,
    schedules: env.SCHEDULES,
    redisUrl: env.REDIS_URL,
  }),
  integrations: local('integrations', {
    userAgent: `DreamersCave/1.0 (+${publicUrl})`,
    redisUrl: env.REDIS_URL,
  }),
  content: local('content'),
  'event-sync': local('event-sync', {
    publicUrl,
    frontendUrl: env.FRONTEND_URL,
    connections: { 'google-calendar': googleCalendar, facebook },
    timeZone: env.CLUB_TIMEZONE,
  }),
  accounts: local('accounts', {
    limits: env.RATE_LIMITS,
    redisUrl: env.REDIS_URL,
    secureCookies: isHttps,
    mail: mail !== null,
  }),
  'content-api': local('content-api'),
  patreon: local('patreon'),
  'public-api': local('public-api', {
    clubName: env.CLUB_NAME,
    timeZone: env.CLUB_TIMEZONE,
    frontendUrl: env.FRONTEND_URL,
    origins,
    rateLimits: env.RATE_LIMITS,
    redisUrl: env.REDIS_URL,
    checkResponses: process.env.NODE_ENV === 'test',
  }),
};
