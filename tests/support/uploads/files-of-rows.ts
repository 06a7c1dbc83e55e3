import path from 'node:path';
import { z } from 'zod';
import { queryRows, type TestDatabase } from '../database';

const formats = z.record(z.string(), z.object({ url: z.string() }));
const fileRow = z.object({
  url: z.string(),
  // MySQL gives JSON parsed, the others as text.
  formats: z.preprocess(
    (value) => (typeof value === 'string' ? JSON.parse(value) : value),
    formats.nullable(),
  ),
});

/** The files that rows name, in all their sizes, are those that are there, and none is written down as under way. */
export async function expectFilesOfRows(database: TestDatabase, stored: readonly string[]): Promise<void> {
  const pending = "SELECT * FROM strapi_core_store_settings WHERE `key` LIKE '%pending-upload%'";
  expect(await queryRows(database, pending)).toEqual([]);
  const rows = z.array(fileRow).parse(await queryRows(database, 'SELECT url, formats FROM files'));
  const urls = rows.flatMap((row) => [row, ...Object.values(row.formats ?? {})].map(({ url }) => url));
  expect([...stored].sort()).toEqual(urls.map((url) => path.basename(url)).sort());
}
