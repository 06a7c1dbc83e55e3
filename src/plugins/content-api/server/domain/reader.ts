/** The parts of a request's `ctx.state` about its route and authentication. */
export interface RequestState {
  route?: { info?: { type?: string; pluginName?: string } };
  auth?: { strategy?: { name?: string } };
}

/** Staff create tokens for their own programs, which see what their permissions allow. */
const staffStrategies = new Set(['content-api-token', 'admin-token']);

/**
 * Whether a request is from a reader: it uses Strapi's own REST or GraphQL without a token of staff. Visitors and members
 * are readers. Plugins' routes, including `/api/v1`, check access themselves.
 */
export function isReader(state: RequestState | undefined): boolean {
  const info = state?.route?.info;
  if (info?.type !== 'content-api' || info.pluginName !== undefined) return false;
  return !staffStrategies.has(state?.auth?.strategy?.name ?? '');
}
