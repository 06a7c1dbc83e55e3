import { AsyncLocalStorage } from 'node:async_hooks';
import { errors } from '@strapi/utils';
import { cut } from '../../../shared/server/cut';
import { mediaTypes } from '../domain/media-types';
import { refusalOfPicture } from '../domain/refusals';
import type { PictureLimiter, PictureSource } from './picture-limiter';

interface PictureFile extends PictureSource {
  name: string;
  mime: string;
}

type Work = (file: PictureFile) => Promise<unknown>;

/** What this needs of the upload plugin's own service; the rest is passed through. */
export interface ImageManipulation {
  isFaultyImage: Work;
  optimize: Work;
  generateThumbnail: Work;
  generateResponsiveFormats: Work;
  generateFileName: (name: string) => string;
}

/** Of a name, in the name of its file: a letter may become several, and no disk takes names of more than 255. */
const longestStem = 40;

const settingsInUse = new AsyncLocalStorage<unknown>();

const pictures = new Set(mediaTypes.filter(({ kind }) => kind === 'picture').map(({ mime }) => mime));

/** The media library's work on pictures, each in its turn. */
export function createImageManipulation<Service extends ImageManipulation>(
  service: Service,
  settings: () => Promise<unknown>,
  limiter: PictureLimiter,
) {
  // The settings are read before the turn comes: a picture whose turn it is must not wait for a database connection, which
  // somebody may hold who waits for his turn.
  const inTurn =
    (work: Work): Work =>
    async (file) => {
      const read = await settings();
      return limiter(file, () => settingsInUse.run(read, () => work(file)));
    };
  const isFaulty = inTurn(service.isFaultyImage);
  return {
    ...service,
    // Strapi knows AVIF by a name that sharp does not give it, and would keep it without width and height.
    isImage: (file: PictureFile): Promise<boolean> => Promise.resolve(pictures.has(file.mime)),
    generateFileName: (name: string): string => service.generateFileName(cut(name, longestStem)),
    isFaultyImage: async (file: PictureFile): Promise<false> => {
      // Strapi's own refusal does not say which file it was.
      if (await isFaulty(file)) throw new errors.ValidationError(refusalOfPicture(file.name));
      return false;
    },
    optimize: inTurn(service.optimize),
    generateThumbnail: inTurn(service.generateThumbnail),
    generateResponsiveFormats: inTurn(service.generateResponsiveFormats),
  };
}

/** The settings that the picture at work was given, or as they are now. */
export const settingsFor = (read: () => Promise<unknown>) => async (): Promise<unknown> =>
  settingsInUse.getStore() ?? read();
