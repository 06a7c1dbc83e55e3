import FindMyWay from 'find-my-way';
import type { Route } from '../contract/route';

export interface Match<Club> {
  route: Route<Club>;
  params: Record<string, string | undefined>;
}

/** Finds the route of a path beneath `/api/v1`. All of these routes are GET; that a path is known tells 405 from 404. */
export function createRouter<Club>(routes: readonly Route<Club>[]) {
  const router = FindMyWay({ ignoreTrailingSlash: true });
  const byPath = new Map(routes.map((route) => [route.path, route]));
  for (const { path } of routes) router.on('GET', path, () => undefined, path);

  return (path: string): Match<Club> | null => {
    const found = router.find('GET', path);
    const route = byPath.get(String(found?.store));
    return found && route ? { route, params: found.params } : null;
  };
}
