import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { lookup } from 'mime-types';
import type { ContentIssue } from '../domain/content-file/issues';
import type { PlacedPicture } from '../domain/content-file/walk';
import type { Report } from './import-check';
import { FileRefused, openWithin } from './import-files';
import type { WantedPicture } from './import-pictures';
import { uploadService } from './media-files';

interface Checked {
  wanted: WantedPicture;
  refused?: string;
  sort?: string;
}

/** Checks that each picture is a file of the folder, has an allowed type, and has the same texts wherever it is shown. */
export function createPictureCheck(
  strapi: Core.Strapi,
  folder: string,
  locationOf: (file: string) => Promise<string>,
) {
  const seen = new Map<string, Checked>();

  async function look({ picture }: PlacedPicture, place: Omit<ContentIssue, 'message'>): Promise<Checked> {
    const location = await locationOf(picture.file);
    const known = seen.get(location);
    if (known) return known;
    const wanted = {
      picture: { file: picture.file },
      location,
      place: { ...place, path: [...place.path, 'file'] },
    };
    const checked: Checked = await inspect(picture.file, location).then(
      (sort) => ({ wanted, sort }),
      (error: unknown) => {
        if (!(error instanceof FileRefused)) throw error;
        return { wanted, refused: error.message };
      },
    );
    seen.set(location, checked);
    return checked;
  }

  async function inspect(file: string, location: string): Promise<string> {
    const handle = await openWithin(folder, location);
    await handle.close();
    const name = path.posix.basename(file).normalize('NFC');
    const refusal = await uploadService(strapi).refusalOf(path.join(folder, location), name);
    if (refusal !== null) throw new FileRefused(refusal);
    return sortOfMedia(file);
  }

  return {
    async check(placed: PlacedPicture, issue: Report, place: Omit<ContentIssue, 'message'>): Promise<void> {
      const { path: at, picture, allowedTypes } = placed;
      const { wanted, refused, sort = '' } = await look(placed, place);
      if (refused !== undefined) return issue([...at, 'file'], refused);
      if (!allowedTypes.includes(sort))
        issue([...at, 'file'], `must be one of ${allowedTypes.join(', ')}, not of ${sort}`);
      for (const name of ['alt', 'caption'] as const) {
        const text = picture[name] ?? undefined;
        if (text === undefined) continue;
        const other = wanted.picture[name];
        if (other !== undefined && other !== text)
          issue([...at, name], `'${picture.file}' has another ${name} elsewhere`);
        else wanted.picture[name] = text;
      }
    },

    /** Every shown file, once. */
    wanted: (): WantedPicture[] => [...seen.values()].map(({ wanted }) => wanted),
  };
}

/** The media library's category of a file: `images`, `videos`, `audios` or `files`. */
function sortOfMedia(file: string): string {
  const [type] = (lookup(file) || 'application').split('/');
  return type === 'image' || type === 'video' || type === 'audio' ? `${type}s` : 'files';
}
