import { noVersion } from '../../contract/opened-version';

/**
 * Whether a form was opened with the stored version.
 * @param opened the `updatedAt` of the version that the form was opened with, or `noVersion`
 * @param stored that of the stored version; undefined if there is none
 */
export const isOpenedVersion = (opened: string, stored: Date | undefined): boolean =>
  stored === undefined ? opened === noVersion : Date.parse(opened) === stored.getTime();
