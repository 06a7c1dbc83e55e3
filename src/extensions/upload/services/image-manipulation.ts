import { AsyncLocalStorage } from 'node:async_hooks';
import { cut } from '../../../shared/server/cut';
import { mediaTypes } from '../../../plugins/content/server/domain/media/media-types';
import { refusalOfPicture } from '../domain/refusals';
import { FileRefusal } from './file-refusal';
import type { PictureLimiter, PictureSource } from './picture-limiter';

interface PictureFile extends PictureSource {
  name: string;
  mime: string;
}

type Work = (file: PictureFile) => Promise<unknown>;

/** The part of the upload plugin's own service that this uses; the rest is passed through. */
export interface ImageManipulation {
  isFaultyImage: Work;
  optimize: Work;
  generateThumbnail: Work;
  generateResponsiveFormats: Work;
  generateFileName: (name: string) => string;
}

/** The part of a name that is kept in its file's name: a letter may become several, and file systems allow 255. */
const longestStem = 40;

const settingsInUse = new AsyncLocalStorage<unknown>();

const pictures = new Set(mediaTypes.filter(({ kind }) => kind === 'picture').map(({ mime }) => mime));

/** The media library's image processing, limited by `limiter`. */
export function createImageManipulation<Service extends ImageManipulation>(
  service: Service,
  settings: () => Promise<unknown>,
  limiter: PictureLimiter,
) {
  // Reads the settings before its turn: during a turn it must not wait for a database connection, whose owner may wait
  // for a turn.
  const inTurn =
    (work: Work): Work =>
    async (file) => {
      const read = await settings();
      return limiter(file, () => settingsInUse.run(read, () => work(file)));
    };
  const isFaulty = inTurn(service.isFaultyImage);
  return {
    ...service,
    // Strapi expects another name for AVIF than sharp's, and would store it without width and height.
    isImage: (file: PictureFile): Promise<boolean> => Promise.resolve(pictures.has(file.mime)),
    generateFileName: (name: string): string => service.generateFileName(cut(name, longestStem)),
    isFaultyImage: async (file: PictureFile): Promise<false> => {
      // Strapi's own refusal does not name the file.
      if (await isFaulty(file)) throw new FileRefusal((language) => refusalOfPicture(file.name, language));
      return false;
    },
    optimize: inTurn(service.optimize),
    generateThumbnail: inTurn(service.generateThumbnail),
    generateResponsiveFormats: inTurn(service.generateResponsiveFormats),
  };
}

/** The settings that the current picture was given, or the current ones. */
export const settingsFor = (read: () => Promise<unknown>) => async (): Promise<unknown> =>
  settingsInUse.getStore() ?? read();
