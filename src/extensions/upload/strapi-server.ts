import type { Core } from '@strapi/strapi';
import publicFiles from './middlewares/public-files';
import { guardMedia, type MediaControllers } from './services/guard-media';
import { createImageManipulation, settingsFor, type ImageManipulation } from './services/image-manipulation';
import { createPictureLimiter, type PictureLimiter } from './services/picture-limiter';
import { keepPrivateFilesApart, type Provider } from './services/private-provider';
import { createProviderService, type ProviderService } from './services/provider';
import { fetchFromPublic, type FetchFile } from './services/public-fetch';
import { readSettings, withReadableSettings, type AdminRoutes } from './services/readable-settings';
import { signForPanelOnly, type SignFileUrls } from './services/signed-urls';
import { maskStreamedErrors } from './services/streamed-errors';
import { createUploadService, type UploadService } from './services/upload';

interface Services {
  upload: (context: { strapi: Core.Strapi }) => UploadService & { getSettings: () => Promise<unknown> };
  'image-manipulation': ImageManipulation;
  provider: (context: { strapi: Core.Strapi }) => ProviderService;
  file: { fetchUrlToInputFile: FetchFile; signFileUrls: SignFileUrls };
}

interface UploadPlugin {
  register: (context: { strapi: Core.Strapi }) => Promise<void>;
  contentTypes: { file: { schema: { attributes: Record<string, object> } } };
  services: Services;
  middlewares: object;
  controllers: MediaControllers & { 'admin-settings': object };
  routes: { admin: AdminRoutes };
}

const settingsOf = (strapi: Core.Strapi): { getSettings: () => Promise<unknown> } =>
  strapi.plugin('upload').service('upload');

/** `private` here: not for readers of REST and GraphQL. */
const fileAttributes = {
  /**
   * How a file stands to the gates of content, as the patreon plugin decides: `private`, used behind gates only; `shared`, used behind
   * a gate and publicly too, so that everybody may see it; null, used behind none.
   */
  gate: { type: 'enumeration', enum: ['private', 'shared'], private: true, configurable: false },
};

/** Strapi's media library with the club's rules: allowed types, processing of pictures, serving, permissions. */
export default (plugin: UploadPlugin) => {
  let created: PictureLimiter | undefined;
  const limiterOf = (strapi: Core.Strapi): PictureLimiter =>
    (created ??= createPictureLimiter(strapi.config.get('limits.picturePixels')));
  Object.assign(plugin.contentTypes.file.schema.attributes, fileAttributes);
  return {
    ...plugin,
    async register(context: { strapi: Core.Strapi }) {
      await plugin.register(context);
      const { provider }: object & { provider?: Provider } = context.strapi.plugin('upload');
      if (provider) keepPrivateFilesApart(context.strapi, provider);
    },
    middlewares: { ...plugin.middlewares, 'public-files': publicFiles },
    routes: { ...plugin.routes, admin: withReadableSettings(plugin.routes.admin) },
    controllers: {
      ...guardMedia(plugin.controllers),
      'admin-settings': ({ strapi }: { strapi: Core.Strapi }) => ({
        ...plugin.controllers['admin-settings'],
        getSettings: readSettings(strapi, () => settingsOf(strapi).getSettings()),
      }),
    },
    services: {
      ...plugin.services,
      upload({ strapi }: { strapi: Core.Strapi }) {
        const service = plugin.services.upload({ strapi });
        const getSettings = settingsFor(service.getSettings);
        const own = createUploadService(strapi, service, limiterOf(strapi));
        return {
          ...own,
          upload: maskStreamedErrors(strapi, (...args: Parameters<typeof own.upload>) => own.upload(...args)),
          getSettings,
        };
      },
      provider: ({ strapi }: { strapi: Core.Strapi }) =>
        createProviderService(strapi, plugin.services.provider({ strapi })),
      file: ({ strapi }: { strapi: Core.Strapi }) => {
        const { file } = plugin.services;
        return {
          ...file,
          fetchUrlToInputFile: fetchFromPublic(strapi, file.fetchUrlToInputFile),
          signFileUrls: signForPanelOnly(strapi, file.signFileUrls),
        };
      },
      'image-manipulation': ({ strapi }: { strapi: Core.Strapi }) =>
        createImageManipulation(
          plugin.services['image-manipulation'],
          () => settingsOf(strapi).getSettings(),
          limiterOf(strapi),
        ),
    },
  };
};
