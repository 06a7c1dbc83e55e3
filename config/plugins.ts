import { env } from './env';

const local = (name: string, config = {}) => ({ enabled: true, resolve: `./src/plugins/${name}`, config });

export default {
  i18n: { enabled: true },
  'users-permissions': {
    config: { jwtManagement: 'refresh', jwtSecret: env.JWT_SECRET, sessions: { httpOnly: true } },
  },
  graphql: { config: {} },
  content: local('content'),
  'content-api': local('content-api'),
  patreon: local('patreon'),
  'club-api': local('club-api', {
    clubName: env.CLUB_NAME,
    timeZone: env.CLUB_TIMEZONE,
    frontendUrl: env.FRONTEND_URL,
    checkAnswers: process.env.NODE_ENV === 'test',
  }),
};
