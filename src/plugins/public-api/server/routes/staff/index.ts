import type { Core } from '@strapi/strapi';
import type { Route } from '../../../../../http/route';
import { contentRoutes } from './content';

/** `/admin/**`: what staff do through the API. */
export const staffRoutes = (strapi: Core.Strapi): Route[] => [...contentRoutes(strapi)];
