import type { Route } from '../contract/route';
import { artistRoutes } from './artists';
import { blogRoutes } from './blog';
import type { Club } from './club';
import { documentationRoutes } from './documentation';
import { eventRoutes } from './events';
import { feedRoutes } from './feeds';
import { locationRoutes } from './locations';
import { peopleRoutes } from './people';
import { searchRoutes } from './search';
import { siteRoutes } from './site';
import { taskRoutes } from './tasks';

/** All of `/api/v1` that the door answers itself. */
export const routes: Route<Club>[] = [
  ...locationRoutes,
  ...artistRoutes,
  ...eventRoutes,
  ...blogRoutes,
  ...feedRoutes,
  ...peopleRoutes,
  ...searchRoutes,
  ...taskRoutes,
  ...siteRoutes,
  ...documentationRoutes,
];
