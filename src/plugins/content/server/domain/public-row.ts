import { publicEnglish, type PublicType } from './public';

/** Whether a row that has been read, with all its own columns, is one that makes its document public: `publicEnglish` of it. */
export const isPublicEnglish = (type: PublicType, row: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(publicEnglish(type)).every(([column, wanted]) =>
    typeof wanted === 'object' ? (row[column] ?? null) !== null : row[column] === wanted,
  );
