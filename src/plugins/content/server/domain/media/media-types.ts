export type MediaKind = 'picture' | 'audio' | 'video' | 'document';

/** A type of file that the media library accepts. */
export interface MediaType {
  name: string;
  kind: MediaKind;
  mime: string;
  /** The first one is added to a file that has none of them. */
  extensions: readonly [string, ...string[]];
  /** The results of file-type for such a file. */
  detectedAs: readonly string[];
}

const type = (
  kind: MediaKind,
  name: string,
  mime: string,
  extensions: MediaType['extensions'],
  detectedAs: readonly string[] = [mime],
): MediaType => ({ kind, name, mime, extensions, detectedAs });

/**
 * All types that may be uploaded, at every entry point: what browsers show or play, and PDF. None can run a script in the
 * club's origin. TIFF, HEIC and others that only some programs show are deliberately left out, and so are animated PNGs,
 * of which sharp only reads the first frame: every resized or cleaned copy would stand still.
 */
export const mediaTypes: readonly MediaType[] = [
  type('picture', 'JPEG', 'image/jpeg', ['.jpg', '.jpeg']),
  type('picture', 'PNG', 'image/png', ['.png']),
  type('picture', 'GIF', 'image/gif', ['.gif']),
  type('picture', 'WebP', 'image/webp', ['.webp']),
  type('picture', 'AVIF', 'image/avif', ['.avif']),
  type('audio', 'MP3', 'audio/mpeg', ['.mp3']),
  type('video', 'MP4', 'video/mp4', ['.mp4', '.m4v'], ['video/mp4', 'video/x-m4v']),
  // An MP4 file without video: its first bytes may indicate either.
  type('audio', 'M4A', 'audio/mp4', ['.m4a'], ['audio/mp4', 'audio/x-m4a', 'video/mp4']),
  type('audio', 'AAC', 'audio/aac', ['.aac']),
  type('audio', 'Ogg', 'audio/ogg', ['.ogg', '.oga', '.opus']),
  type('audio', 'WAV', 'audio/wav', ['.wav']),
  type('audio', 'FLAC', 'audio/flac', ['.flac']),
  type('video', 'WebM', 'video/webm', ['.webm']),
  type('audio', 'WebM', 'audio/webm', ['.weba'], ['video/webm']),
  type('video', 'Ogg', 'video/ogg', ['.ogv']),
  type('video', 'MOV', 'video/quicktime', ['.mov']),
  type('document', 'PDF', 'application/pdf', ['.pdf']),
];

/**
 * The type of a file by its content. The extension only decides if the content is ambiguous.
 *
 * @param detected the MIME type that file-type found
 * @returns undefined if it may not be uploaded
 */
export function mediaTypeOf(detected: string | undefined, fileName: string): MediaType | undefined {
  const [mime] = detected?.split(';') ?? [];
  const candidates = mediaTypes.filter(({ detectedAs }) => mime !== undefined && detectedAs.includes(mime));
  const extension = extensionOf(fileName);
  return candidates.find(({ extensions }) => extensions.includes(extension)) ?? candidates[0];
}

/** The type with this extension, whatever the content: how a stored file is served. */
export function mediaTypeByExtension(fileName: string): MediaType | undefined {
  const extension = extensionOf(fileName);
  return mediaTypes.find(({ extensions }) => extensions.includes(extension));
}

/** The extension of a name in lower case, with its dot. Ignores trailing dots and spaces, as Windows does. */
export function extensionOf(name: string): string {
  return /(\.[a-z0-9]{1,8})[.\s]*$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * The name with an extension that matches the content: an extension of another media type is replaced, any other is kept
 * before the right one.
 *
 * @param extensions the matching ones
 */
export function withExtension(name: string, extensions: readonly [string, ...string[]]): string {
  const trimmed = name.replace(/[.\s]+$/, '');
  const extension = extensionOf(trimmed);
  if (extensions.includes(extension)) return trimmed;
  const stem = mediaTypeByExtension(trimmed) ? trimmed.slice(0, -extension.length) : trimmed;
  return stem + extensions[0];
}

/** The title of a file, which needs no extension but must not have a wrong one: it becomes a file's name again when it is saved. */
export const withoutWrongExtension = (title: string, extensions: readonly [string, ...string[]]): string =>
  extensionOf(title) === '' ? title : withExtension(title, extensions);
