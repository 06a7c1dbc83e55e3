import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import type { JobsConfig } from '../../src/plugins/jobs/server/config';
import { createWorld, type World } from './jobs-conformance/world';
import { surviveCommits, surviveOutage, type Outage } from './jobs-survival';
import { startTcpProxy, type TcpProxy } from './tcp-proxy';

/** How a way to a server fails. */
export const failures = [
  ['a connection that breaks, and a server that is away', 'cut'],
  ['a connection whose other end says nothing any more', 'stall'],
] as const;

/**
 * How often the queue looks by itself, how long it waits for the database and for a worker that says nothing: short, but a slow
 * machine's database is not to be taken for one that is away.
 */
const impatient = { pollMs: 200, databaseTimeoutMs: 2_000, leaseMs: 4_000 };

/** Reads the club's tables on a connection that nothing fails. */
async function besideTheProxy(work: (read: Outage['read']) => Promise<void>): Promise<void> {
  const reader = await mysql.createConnection({
    host: '127.0.0.1',
    port: Number(process.env.TEST_MARIADB_PORT),
    user: 'root',
    database: String(process.env.DATABASE_NAME),
  });
  try {
    await work(async (sql) => (await reader.query(sql))[0]);
  } finally {
    await reader.end();
  }
}

/** What the database can do to the queue, whatever the engine; and `more` on the same club. */
export function describeOutages(
  engine: string,
  settings: () => Promise<Partial<JobsConfig>>,
  more: (worldOf: () => World) => void = () => undefined,
): void {
  describe(`the ${engine} engine`, () => {
    let world: World;
    let proxy: TcpProxy | undefined;
    beforeAll(async () => {
      const port = Number(process.env.TEST_MARIADB_PORT);
      if (process.env.TEST_DATABASE === 'mariadb') proxy = await startTcpProxy(port);
      const env = proxy ? { DATABASE_PORT: String(proxy.port) } : undefined;
      world = await createWorld({ ...(await settings()), ...impatient }, env);
    });
    afterAll(async () => {
      await world.stop();
      await proxy?.stop();
    });

    if (process.env.TEST_DATABASE === 'mariadb') {
      it.each(failures)(
        'MariaDB: %s',
        (_what, how) =>
          besideTheProxy((read) =>
            surviveOutage(world, {
              begin: async () => proxy?.[how](),
              end: async () => proxy?.restore(),
              read,
            }),
          ),
        150_000,
      );

      it.each(['before', 'after'] as const)('MariaDB: a connection that ends %s a COMMIT', (when) =>
        besideTheProxy(async (read) => {
          let seen = 0;
          // The first and the third: a claim that is cut counts as an attempt, of which there are three.
          const isCut = (packet: Buffer): boolean =>
            packet.includes('COMMIT') && [1, 3].includes((seen += 1));
          await surviveCommits(world, {
            begin: async () => proxy?.cutAt(isCut, when),
            end: async () => proxy?.restore(),
            read,
          });
          expect(seen).toBeGreaterThan(3);
        }),
      );
    } else
      it('SQLite: a disk that is full for a while', async () => {
        const reader = new Sqlite(String(process.env.DATABASE_FILENAME), { readonly: true });
        // Above it SQLite gives the very answer that it gives when the disk is full.
        const most = (pages: number) =>
          world.club.strapi.db.connection.raw(`PRAGMA max_page_count = ${pages}`);
        await surviveOutage(world, {
          begin: () => most(1),
          end: () => most(1_073_741_823),
          read: async (sql) => reader.prepare(sql).all(),
        });
        reader.close();
      });

    more(() => world);
  });
}
