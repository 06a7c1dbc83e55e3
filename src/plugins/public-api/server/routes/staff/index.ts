import type { Core } from '@strapi/strapi';
import type { Route } from '../../../../../http/route';
import { activityRoutes } from './activity';
import { contentRoutes } from './content';
import { dashboardRoutes } from './dashboard';
import { integrationRoutes } from './integrations';
import { mediaRoutes } from './media';
import { userRoutes } from './users';

/** `/admin/**`: what staff do through the API. */
export const staffRoutes = (strapi: Core.Strapi): Route[] => [
  ...contentRoutes(strapi),
  ...dashboardRoutes(strapi),
  ...mediaRoutes(strapi),
  ...activityRoutes(strapi),
  ...userRoutes(strapi),
  ...integrationRoutes(strapi),
];
