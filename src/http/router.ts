import FindMyWay from 'find-my-way';
import type { Method, Route } from './route';

export interface Match {
  route: Route;
  params: Record<string, string | undefined>;
}

/** Finds the route of a request beneath the API's prefix. */
export function createRouter(routes: readonly Route[]) {
  const router = FindMyWay({ ignoreTrailingSlash: true });
  const methods = [...new Set(routes.map(({ method }) => method))];
  routes.forEach(({ method, path }, index) => router.on(method, path, () => undefined, index));

  return {
    /** HEAD is answered by the route of GET. */
    find(method: string, path: string): Match | null {
      const defined = methods.find((each) => each === (method === 'HEAD' ? 'GET' : method));
      const found = defined && router.find(defined, path);
      const route = found && routes[Number(found.store)];
      return route ? { route, params: found.params } : null;
    },

    /** The methods that a path has routes for; none where it is unknown. */
    methodsOf: (path: string): Method[] => methods.filter((method) => router.find(method, path) !== null),
  };
}

/** Static segments first, as `find` prefers them: Strapi's router takes the first route that matches. */
export const bySpecificity = (a: Route, b: Route): number =>
  a.path.replaceAll(':', '\uffff').localeCompare(b.path.replaceAll(':', '\uffff'), 'en');
