import { mediaTypeByExtension, mediaTypes, type MediaKind, type MediaType } from './media-types';
import { pixelsOf, type PictureSize } from './picture-size';

const nameList = new Intl.ListFormat('en', { type: 'disjunction' });
const namesOf = (kind: MediaKind): string =>
  nameList.format(new Set(mediaTypes.filter((each) => each.kind === kind).map(({ name }) => name)));

/** The types that may be uploaded, in a sentence. */
export const uploadable =
  `You can upload pictures (${namesOf('picture')}), audio (${namesOf('audio')}), ` +
  `video (${namesOf('video')}) and ${namesOf('document')}.`;

export function refusalOfType(fileName: string, detected: string | undefined): string {
  if (detected !== undefined && /^image\/hei[cf]/.test(detected))
    return (
      `'${fileName}' is a HEIC picture, which most browsers cannot show. Save it as JPEG and upload that; ` +
      'iPhones take JPEG with Settings > Camera > Formats > Most Compatible.'
    );
  if (detected === 'image/apng')
    return (
      `'${fileName}' is an animated PNG, of which only the first frame could be kept. ` +
      'Save it as an animated WebP or GIF and upload that.'
    );
  if (detected?.startsWith('image/'))
    return (
      `'${fileName}' is a picture of the type ${detected}, which browsers do not show. ` +
      'Save it as JPEG, PNG or WebP and upload that.'
    );
  if (detected === undefined && mediaTypeByExtension(fileName)?.kind === 'picture')
    return `${refusalOfPicture(fileName)} ${uploadable}`;
  const found = detected === undefined ? 'of no type that can be uploaded' : `of the type ${detected}`;
  return `'${fileName}' is ${found}. ${uploadable}`;
}

export const refusalOfPicture = (fileName: string): string =>
  `'${fileName}' is not a valid image: it is damaged or incomplete.`;

/**
 * Explains why a picture of this size is refused; undefined if it is not. All frames of an animation count, since all are
 * decoded.
 */
export function refusalOfSize(fileName: string, picture: PictureSize, maxPixels: number): string | undefined {
  if (pixelsOf(picture) <= maxPixels) return undefined;
  const { width, height, frames } = picture;
  const size = `${width} × ${height} pixels${frames > 1 ? ` in ${frames} frames` : ''}`;
  const most = `${Math.floor(maxPixels / 1_000_000)} megapixels`;
  return `'${fileName}' has ${size}; a picture may have ${most}. Make it smaller and upload that.`;
}

/** Explains why a file cannot replace another, whose address it would have. */
export const refusalOfReplacement = (fileName: string, type: MediaType, extension: string): string =>
  `'${fileName}' is a ${type.name} file and cannot replace one whose address ends in ${extension}. ` +
  'Upload it as a new file.';

/** Explains why an import refuses a file whose name does not match its content. */
export const refusalOfName = (fileName: string, type: MediaType, rightName: string): string =>
  `'${fileName}' is a ${type.name} file: name it '${rightName}'`;
