import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import limits from './limits';
import {
  env,
  facebook,
  googleCalendar,
  isDevelopment,
  isHttps,
  mail,
  origins,
  patreon,
  publicUrl,
  signInProviders,
} from './env';
import { emailSettings } from './env/email-settings';
import { fileKeyOf, previewKeyOf } from './env/link-keys';

const local = (name: string, config = {}) => ({ enabled: true, resolve: `./src/plugins/${name}`, config });

const isProduction = process.env.NODE_ENV === 'production';

/** Limits of GraphQL queries; in production there is no introspection and no playground. */
const graphql = {
  depthLimit: 10,
  defaultLimit: 25,
  maxLimit: 100,
  generateArtifacts: false,
  // Strapi's own CORS middleware has the list of origins; Apollo's would allow all.
  apolloServer: { introspection: !isProduction, cors: false },
  ...(isProduction ? { landingPage: () => ApolloServerPluginLandingPageDisabled() } : {}),
};

const day = 24 * 60 * 60;
/** Of members' sessions, in seconds: an access token, a refresh token that is not used, and a sign-in however often it is refreshed. */
const lifespans = {
  accessTokenLifespan: 15 * 60,
  idleRefreshTokenLifespan: 14 * day,
  maxRefreshTokenLifespan: 90 * day,
};

/** Lasts as long as an idle session. */
const memberCookie = {
  name: 'strapi_up_refresh',
  sameSite: 'lax',
  path: '/',
  secure: isHttps,
  maxAge: lifespans.idleRefreshTokenLifespan * 1000,
};

export default {
  i18n: { enabled: true },
  'users-permissions': {
    config: {
      jwtManagement: 'refresh',
      jwtSecret: env.JWT_SECRET,
      sessions: { httpOnly: true, cookie: memberCookie, ...lifespans },
      // The accounts plugin has its own limits.
      ratelimit: { enabled: false },
    },
  },
  ...(mail && { email: { config: emailSettings(mail) } }),
  graphql: { config: graphql },
  // src/extensions/upload decides what may be uploaded, at every entry point; Strapi's own check lets everything through to it.
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
  content: local('content', { timeZone: env.CLUB_TIMEZONE }),
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
    logMails: mail === null && isDevelopment,
    takesReplies: (mail?.replyTo ?? null) !== null,
    clubName: env.CLUB_NAME,
    websiteUrl: env.FRONTEND_URL ?? publicUrl,
    publicUrl,
    origins,
    providers: signInProviders,
    facebookVersion: env.FACEBOOK_GRAPH_VERSION,
  }),
  // Types are changed in the code.
  'admin-desk': local('admin-desk', {
    contentTypeBuilder: !isProduction,
    clubName: env.CLUB_NAME,
    timeZone: env.CLUB_TIMEZONE,
    mail: mail !== null,
    hasWebsite: env.FRONTEND_URL !== undefined,
    hasRedis: env.REDIS_URL !== undefined,
    signIn: {
      google: signInProviders.google !== null,
      discord: signInProviders.discord !== null,
      facebook: signInProviders.facebook !== null,
    },
  }),
  'content-api': local('content-api'),
  patreon: local('patreon', {
    ...(patreon && {
      campaignId: patreon.campaignId,
      api: patreon.api,
      url: patreon.url,
      webhookSecrets: patreon.secrets,
    }),
    encryptionKey: env.ENCRYPTION_KEY,
    fileKey: fileKeyOf(env.JWT_SECRET),
    levels: { graceDays: env.PATREON_GRACE_DAYS },
    timeZone: env.CLUB_TIMEZONE,
    publicUrl,
  }),
  'public-api': local('public-api', {
    clubName: env.CLUB_NAME,
    timeZone: env.CLUB_TIMEZONE,
    frontendUrl: env.FRONTEND_URL,
    previewKey: previewKeyOf(env.ADMIN_JWT_SECRET),
    origins,
    secureCookies: isHttps,
    rateLimits: env.RATE_LIMITS,
    redisUrl: env.REDIS_URL,
    checkResponses: process.env.NODE_ENV === 'test',
  }),
};
