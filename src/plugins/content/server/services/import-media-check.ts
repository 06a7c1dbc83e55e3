import { lookup } from 'mime-types';

/** What the media library would call a file: `images`, `videos`, `audios` or `files`. Asked once for each file of an import. */
export function sortOfMedia(file: string): string {
  const [type] = (lookup(file) || 'application').split('/');
  return type === 'image' || type === 'video' || type === 'audio' ? `${type}s` : 'files';
}
