/** What a request's `ctx.state` tells of the route that was found and of who asks. */
export interface RequestState {
  route?: { info?: { type?: string; pluginName?: string } };
  auth?: { strategy?: { name?: string } };
}

/** Tokens are made by staff, for staff's own programs: they see what their permissions say. */
const staffStrategies = new Set(['content-api-token', 'admin-token']);

/**
 * Whether a request is a reader's: it came to Strapi's own REST or GraphQL (plugins' routes, `/api/v1` among them, decide
 * for themselves) and carries no token of staff's. Visitors and members alike are readers.
 */
export function isReader(state: RequestState | undefined): boolean {
  const info = state?.route?.info;
  if (info?.type !== 'content-api' || info.pluginName !== undefined) return false;
  return !staffStrategies.has(state?.auth?.strategy?.name ?? '');
}
