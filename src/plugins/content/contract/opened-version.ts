/**
 * The header of a save in the admin panel that names the version that its form was opened with: the `updatedAt` of the
 * draft in the form's language, or `noVersion` if there was none yet. Saves without it are not checked.
 */
export const openedVersionHeader = 'x-opened-version';

export const noVersion = 'none';
