import type { Core } from '@strapi/strapi';
import type { Route } from '../../../../../http/route';
import { webhookRoutes } from './webhook';

/** What the plugin adds to `/api/v1`. */
export const patreonRoutes = (strapi: Core.Strapi): Route[] => [...webhookRoutes(strapi)];
