import type { Core } from '@strapi/strapi';
import { timestamp } from '../../src/plugins/public-api/server/domain/columns';
import { fillSmallClub, hour } from './small-club';

type Row = Record<string, unknown>;

const copied = 300;

/**
 * The small club, and 300 copies of each of its events and posts with all that hangs on them, an hour or more apart, events later and posts earlier: enough for
 * a database to prefer its indexes, and made in seconds, row by row behind the content's back.
 */
export async function fillLargeClub(strapi: Core.Strapi, now: Date): Promise<void> {
  await fillSmallClub(strapi, now);
  await givePictures(strapi);
  await copy(strapi, 'api::event.event', ['start_time', 'end_time'], {
    events_cmps: 'entity_id',
    events_location_lnk: 'event_id',
  });
  await copy(strapi, 'api::post.post', ['date'], {
    posts_author_lnk: 'post_id',
    posts_category_lnk: 'post_id',
    posts_minimum_tier_lnk: 'post_id',
  });
  if (strapi.db.dialect.client !== 'mysql') return;
  const [tables] = (await strapi.db.connection.raw('SHOW TABLES')) as [Row[]];
  for (const table of tables)
    await strapi.db.connection.raw('ANALYZE TABLE ??', Object.values(table).map(String));
}

/** One picture, on every event and post. */
async function givePictures(strapi: Core.Strapi): Promise<void> {
  const file = await strapi.db.query('plugin::upload.file').create({
    data: {
      name: 'a.webp',
      hash: 'a',
      ext: '.webp',
      mime: 'image/webp',
      size: 1,
      url: '/uploads/a.webp',
      provider: 'local',
    },
  });
  for (const [type, table] of [
    ['api::event.event', 'events'],
    ['api::post.post', 'posts'],
  ]) {
    const rows: { id: number }[] = await strapi.db.connection(table).select('id');
    const links = rows.map(({ id }) => ({
      file_id: file.id,
      related_id: id,
      related_type: type,
      field: 'cover',
      order: 1,
    }));
    await strapi.db.connection.batchInsert('files_related_mph', links, 50);
  }
}

/** `links` are the tables whose rows belong to one of the type's, by the column that says to which. */
async function copy(
  strapi: Core.Strapi,
  uid: 'api::event.event' | 'api::post.post',
  times: string[],
  links: Record<string, string>,
): Promise<void> {
  const { connection } = strapi.db;
  const table = strapi.db.metadata.get(uid).tableName;
  const rows: Row[] = await connection(table).select();
  const highest = Math.max(...rows.map(({ id }) => Number(id)));
  const insert = (name: string, made: (index: number) => Row[]): Promise<unknown> =>
    connection.batchInsert(name, Array.from({ length: copied }, (_, index) => made(index + 1)).flat(), 30);
  const idOf = (id: unknown, index: number): number => Number(id) + highest * index;

  // A post is hidden until its date.
  const step = uid === 'api::post.post' ? -1 : 1;
  await insert(table, (index) =>
    rows.map((row) => ({
      ...row,
      id: idOf(row['id'], index),
      document_id: `${String(row['document_id'])}-${index}`,
      slug: `${String(row['slug'])}-${index}`,
      ...Object.fromEntries(times.map((time) => [time, later(row[time], step * index)])),
    })),
  );
  for (const [name, owner] of Object.entries({ ...links, files_related_mph: 'related_id' })) {
    const all: Row[] = await connection(name).select();
    const own = all.filter((row) => name !== 'files_related_mph' || row['related_type'] === uid);
    await insert(name, (index) =>
      own.map(({ id: _, ...row }) => ({ ...row, [owner]: idOf(row[owner], index) })),
    );
  }
  const entries: Row[] = await connection('content_search_entries').select().where({ uid });
  await insert('content_search_entries', (index) =>
    entries.map(({ id: _, ...row }) => ({
      ...row,
      target: `${String(row['target'])}-${index}`,
      document_id: `${String(row['document_id'])}-${index}`,
    })),
  );
}

/** A time as the database gave it, moved by hours. */
function later(time: unknown, hours: number): unknown {
  if (typeof time === 'number') return time + hours * hour;
  const from = timestamp(time);
  return from && new Date(from.getTime() + hours * hour);
}
