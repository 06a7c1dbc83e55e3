import type { Core } from '@strapi/strapi';
import publicFiles from './middlewares/public-files';
import { guardMedia, type MediaControllers } from './services/guard-media';
import { createImageManipulation, settingsFor, type ImageManipulation } from './services/image-manipulation';
import { createOneAtATime } from './services/one-at-a-time';
import { createUploadService, type UploadService } from './services/upload';

interface Services {
  upload: (context: { strapi: Core.Strapi }) => UploadService & { getSettings: () => Promise<unknown> };
  'image-manipulation': ImageManipulation;
}

interface UploadPlugin {
  services: Services;
  middlewares: object;
  controllers: MediaControllers;
}

const settingsOf = (strapi: Core.Strapi): { getSettings: () => Promise<unknown> } =>
  strapi.plugin('upload').service('upload');

/** Strapi's media library with the club's rules: what may be uploaded, how pictures are worked on, how files are served, whose they are. */
export default (plugin: UploadPlugin) => {
  const oneAtATime = createOneAtATime();
  return {
    ...plugin,
    middlewares: { ...plugin.middlewares, 'public-files': publicFiles },
    controllers: guardMedia(plugin.controllers),
    services: {
      ...plugin.services,
      upload({ strapi }: { strapi: Core.Strapi }) {
        const service = plugin.services.upload({ strapi });
        const getSettings = settingsFor(service.getSettings);
        return { ...createUploadService(strapi, service, oneAtATime), getSettings };
      },
      'image-manipulation': ({ strapi }: { strapi: Core.Strapi }) =>
        createImageManipulation(
          plugin.services['image-manipulation'],
          () => settingsOf(strapi).getSettings(),
          oneAtATime,
        ),
    },
  };
};
