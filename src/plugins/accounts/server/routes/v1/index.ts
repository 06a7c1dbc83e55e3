import type { Core } from '@strapi/strapi';
import type { Route } from '../../../../../http/route';
import { accountRoutes } from './account';
import { authRoutes } from './auth';
import { favoriteRoutes } from './favorites';
import { identityRoutes } from './identities';
import { oauthRoutes } from './oauth';
import { oauthCompletionRoutes } from './oauth-complete';
import { optionRoutes } from './options';
import { personalDataRoutes } from './personal-data';
import { userRoutes } from './user';

/** What the plugin adds to `/api/v1`. */
export const memberRoutes = (strapi: Core.Strapi): Route[] => [
  ...authRoutes(strapi),
  ...accountRoutes(strapi),
  ...oauthRoutes(strapi),
  ...oauthCompletionRoutes(strapi),
  ...identityRoutes(strapi),
  ...userRoutes(strapi),
  ...favoriteRoutes(strapi),
  ...optionRoutes(strapi),
  ...personalDataRoutes(strapi),
];
