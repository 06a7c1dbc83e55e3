import type { Route } from '../contract/route';
import type { Club } from './club';

export const feedRoutes: Route<Club>[] = [];
