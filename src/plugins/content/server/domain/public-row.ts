import { publicEnglish, type PublicType } from './public';

/**
 * Whether a row that has been read, with all its own columns, makes its document public: `publicEnglish` of it, except that
 * what is dated ahead counts.
 */
export const isPublicEnglish = (type: PublicType, row: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(publicEnglish(type, null)).every(([column, wanted]) =>
    typeof wanted === 'object' ? (row[column] ?? null) !== null : row[column] === wanted,
  );
