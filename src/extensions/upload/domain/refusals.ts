import { defaultLanguage, type Language } from '../../../shared/server/languages';
import {
  mediaTypeByExtension,
  mediaTypes,
  type MediaKind,
  type MediaType,
} from '../../../plugins/content/server/domain/media/media-types';
import { pixelsOf, type PictureSize } from './picture-size';
import { refusalWords } from './refusal-words';

function namesOf(kind: MediaKind, language: Language): string {
  const names = new Set(mediaTypes.filter((each) => each.kind === kind).map(({ name }) => name));
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

/** The types that may be uploaded, in a sentence. */
export function uploadableIn(language: Language): string {
  const [pictures, audio, video, documents] = (['picture', 'audio', 'video', 'document'] as const).map(
    (kind) => namesOf(kind, language),
  ) as [string, string, string, string];
  return refusalWords[language].uploadable(pictures, audio, video, documents);
}

const named = (fileName: string, language: Language): string => refusalWords[language].quotes.join(fileName);

export function refusalOfType(
  fileName: string,
  detected: string | undefined,
  language: Language = defaultLanguage,
): string {
  const words = refusalWords[language];
  const said = (text: string): string => `${named(fileName, language)} ${text}`;
  if (detected !== undefined && /^image\/hei[cf]/.test(detected)) return said(words.heic);
  if (detected === 'image/apng') return said(words.animatedPng);
  if (detected?.startsWith('image/')) return said(words.otherPicture(detected));
  const isPicture = detected === undefined && mediaTypeByExtension(fileName)?.kind === 'picture';
  const found = detected === undefined ? words.noType : words.otherType(detected);
  return `${said(isPicture ? words.damaged : found)} ${uploadableIn(language)}`;
}

export const refusalOfPicture = (fileName: string, language: Language = defaultLanguage): string =>
  `${named(fileName, language)} ${refusalWords[language].damaged}`;

/**
 * Explains why a picture of this size is refused; undefined if it is not. All frames of an animation count, since all are
 * decoded.
 */
export function refusalOfSize(
  fileName: string,
  picture: PictureSize,
  maxPixels: number,
  language: Language = defaultLanguage,
): string | undefined {
  if (pixelsOf(picture) <= maxPixels) return undefined;
  const words = refusalWords[language];
  const { width, height, frames } = picture;
  const size = words.pixels(width, height);
  const whole = frames > 1 ? words.frames(size, frames) : size;
  return `${named(fileName, language)} ${words.tooLarge(whole, Math.floor(maxPixels / 1_000_000))}`;
}

/** Explains why a file cannot replace another, whose address it would have. */
export const refusalOfReplacement = (
  fileName: string,
  type: MediaType,
  extension: string,
  language: Language = defaultLanguage,
): string => `${named(fileName, language)} ${refusalWords[language].notReplaceable(type.name, extension)}`;

/** Explains why an import refuses a file whose name does not match its content. */
export const refusalOfName = (fileName: string, type: MediaType, rightName: string): string =>
  `'${fileName}' is a ${type.name} file: name it '${rightName}'`;
