/**
 * Where the address of a private file leads: to a route that asks for a session of the admin panel. It stands beneath the panel's
 * path, where browsers send the session's cookie with pictures too.
 */
const folder = '/admin/private-files/';

/** The path of that route, for a router. */
export const privateFilesPath = folder.slice(0, -1);

/** The names that the media library gives to stored files; none leads out of a folder. */
const storedName = /^[\w-]+(\.\w+)?$/;

export const isStoredName = (name: string): boolean => storedName.test(name);

/** The address of a private file, which the media library stores in place of a public one. */
export const privateAddress = (name: string): string => `${folder}${name}`;

export const isPrivateAddress = (url: string): boolean => url.startsWith(folder);

/** Matches any address whose last part is the name of a file: of this club or another, relative or absolute. */
const addresses = /[^\s"'<>()[\]\\`]*\/([\w-]+\.\w+)(?:[?#][^\s"'<>()[\]\\`]*)?/g;

/** The names of all files that a text has addresses of. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(addresses)].map(([, name = '']) => name)),
];

/** A text with other addresses for some of its files. @param addressOf the new one; undefined keeps the old one */
export const withAddresses = (text: string, addressOf: (name: string) => string | undefined): string =>
  text.replaceAll(addresses, (address, name: string) => addressOf(name) ?? address);
