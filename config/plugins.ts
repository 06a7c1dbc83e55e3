import { env } from './env';

const local = (name: string) => ({ enabled: true, resolve: `./src/plugins/${name}` });

export default {
  i18n: { enabled: true },
  'users-permissions': {
    config: { jwtManagement: 'refresh', jwtSecret: env.JWT_SECRET, sessions: { httpOnly: true } },
  },
  graphql: { config: {} },
  content: local('content'),
  'content-api': local('content-api'),
  patreon: local('patreon'),
  'club-api': local('club-api'),
};
