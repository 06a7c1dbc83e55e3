import { contentFolder } from '../support/content-folder';
import { firstContent, secondContent, thirdContent } from '../support/import-rows/content';
import { importBySaving } from '../support/import-rows/by-saving';
import { emptyClub, storedRows, type StoredRows } from '../support/import-rows/stored-rows';
import { startSyncedClub, type SyncedClub } from '../support/event-sync';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub({ worker: false });
});
afterAll(() => club.stop());

const { write, run } = contentFolder(() => club);

type Content = Readonly<Record<string, readonly object[]>>;

/** Leaves of each content, imported one after the other in one way, what the tables hold then. */
async function histories(bring: (content: Content) => Promise<unknown>): Promise<StoredRows[]> {
  await emptyClub(club.strapi);
  const began = new Date();
  const rows: StoredRows[] = [];
  for (const content of [firstContent, secondContent, thirdContent]) {
    await bring(content);
    rows.push(await storedRows(club.strapi, began));
  }
  return rows;
}

/** What is there and not here. */
const lacking = (here: StoredRows, there: StoredRows): string[] =>
  Object.entries(there).flatMap(([table, rows]) =>
    rows.filter((row) => !here[table]?.includes(row)).map((row) => `${table}: ${row}`),
  );

test('an import leaves what saving each document leaves, row by row and link by link', async () => {
  // So that both show the same files.
  for (const [name, list] of Object.entries(firstContent)) write(name, list);
  await run();

  const saved = await histories((content) => importBySaving(club.strapi, content));
  const imported = await histories(async (content) => {
    for (const [name, list] of Object.entries(content)) write(name, list);
    await run();
  });

  saved.forEach((rows, index) => {
    const others = imported[index] ?? {};
    expect(Object.keys(others)).toEqual(Object.keys(rows));
    expect(lacking(others, rows)).toEqual([]);
    expect(lacking(rows, others)).toEqual([]);
  });
  expect(saved[0]?.['events']).not.toEqual([]);
  expect(saved[0]?.['jobs']).not.toEqual([]);
});
