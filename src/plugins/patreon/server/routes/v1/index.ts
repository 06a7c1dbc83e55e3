import type { Core } from '@strapi/strapi';
import type { Route } from '../../../../../http/route';
import { fileRoutes } from './files';
import { ownSupportRoutes } from './own-support';
import { webhookRoutes } from './webhook';

/** What the plugin adds to `/api/v1`. */
export const patreonRoutes = (strapi: Core.Strapi): Route[] => [
  ...fileRoutes(strapi),
  ...ownSupportRoutes(strapi),
  ...webhookRoutes(strapi),
];
