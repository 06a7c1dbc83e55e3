import { adminRoute } from '../../../../shared/server/admin-api';

/** Under `/public-api`, for the admin panel alone. */
export default {
  type: 'admin',
  // The permission needed is the content manager's, to read the entry.
  routes: [adminRoute('GET', '/previews/:type/:documentId', 'previews.findOne', null)],
};
