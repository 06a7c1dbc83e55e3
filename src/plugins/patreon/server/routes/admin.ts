import { privateFilesPath } from '../../../content/server/domain/media/private-address';

/** Beneath the panel's own path. Who asks is found by the session's cookie, since browsers send no token with pictures. */
export default {
  type: 'admin',
  prefix: privateFilesPath,
  routes: [{ method: 'GET', path: '/:name', handler: 'panel-files.find', config: { auth: false } }],
};
