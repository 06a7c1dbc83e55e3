/**
 * A route for people who are signed in to the admin panel and may do this.
 *
 * @param action the permission that they need, or what Strapi's policy takes in its place
 */
export const adminRoute = (
  method: 'GET' | 'POST',
  path: string,
  handler: string,
  action: string | object,
) => ({
  method,
  path,
  handler,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: [action] } },
    ],
  },
});
