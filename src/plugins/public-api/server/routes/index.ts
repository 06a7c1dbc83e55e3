import type { Core } from '@strapi/strapi';
import type { Route } from '../../../../http/route';
import { memberRoutes } from '../../../accounts/server/routes/v1';
import { taskRoutes } from '../../../jobs/server/routes/v1';
import { fileRoutes } from '../../../patreon/server/routes/v1';
import { documentationRoutes } from './documentation';
import { feedRoutes } from './feeds';
import { artistRoutes, blogRoutes, eventRoutes, locationRoutes, peopleRoutes } from './listings';
import { previewRoutes } from './preview';
import { searchRoutes } from './search';
import { siteRoutes } from './site';
import { supportRoutes } from './support';
import { staffRoutes } from './staff';

/** All of `/api/v1`: the content reads, and what other plugins add. */
export function v1Routes(strapi: Core.Strapi): readonly Route[] {
  const routes: Route[] = [
    ...locationRoutes(strapi),
    ...artistRoutes(strapi),
    ...eventRoutes(strapi),
    ...blogRoutes(strapi),
    ...feedRoutes(strapi),
    ...peopleRoutes(strapi),
    ...supportRoutes(strapi),
    ...searchRoutes(strapi),
    ...previewRoutes(strapi),
    ...fileRoutes(strapi),
    ...memberRoutes(strapi),
    ...taskRoutes(strapi),
    ...staffRoutes(strapi),
    ...siteRoutes(strapi),
  ];
  routes.push(...documentationRoutes(strapi, routes));
  return routes;
}
