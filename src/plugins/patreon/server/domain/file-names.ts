/** A file of the media library in one of its sizes. */
interface NamedSize {
  hash: string;
  ext?: string | null | undefined;
}

const stemOf = (name: string): string => name.replace(/\.\w+$/, '');

/** The hashes that a file of the library may have of which one size is called so: `small_map_1a2b.webp` may be `map_1a2b`'s. */
export function hashesOf(name: string): string[] {
  const stem = stemOf(name);
  const [, ofSize] = /^[a-z]+_(.+)$/i.exec(stem) ?? [];
  return ofSize === undefined ? [stem] : [stem, ofSize];
}

/** The size of a file that is called so: null for the file itself, undefined if it has no such size. */
export function sizeNamed(
  name: string,
  file: NamedSize & { formats?: Readonly<Record<string, NamedSize>> | null | undefined },
): string | null | undefined {
  const isIt = ({ hash, ext }: NamedSize): boolean => `${hash}${ext ?? ''}` === name;
  if (isIt(file)) return null;
  return Object.entries(file.formats ?? {}).find(([, size]) => isIt(size))?.[0];
}
