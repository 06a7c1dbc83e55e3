/** Under `/content`, for the admin panel alone. */
export default {
  type: 'admin',
  routes: [
    {
      method: 'POST',
      path: '/slug',
      handler: 'slugs.answer',
      config: { policies: ['admin::isAuthenticatedAdmin'] },
    },
    {
      method: 'GET',
      path: '/club-zone',
      handler: 'club-zone.answer',
      config: { policies: ['admin::isAuthenticatedAdmin'] },
    },
  ],
};
