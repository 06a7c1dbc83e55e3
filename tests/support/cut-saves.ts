import { z } from 'zod';
import { ask } from './ask';
import type { TcpProxy } from './tcp-proxy';

interface Panel {
  /** The address of the content manager's posts. */
  posts: string;
  /** Of somebody of staff's. */
  bearer: string;
  rowsOf: (title: string) => Promise<unknown[]>;
}

const made = z.object({ data: z.object({ documentId: z.string() }) });

/** What staff do with a post, each with the connections to the database cut at that packet; what was answered is so. */
export async function cutSaves(
  proxy: TcpProxy,
  most: number,
  { posts, bearer, rowsOf }: Panel,
): Promise<void> {
  const title = `Pressed ${most}`;
  const body = { title, body: 'Doors.', excerpt: 'Soon', date: '2026-05-01T20:00:00.000Z' };
  /** Answers how many rows there are under a title afterwards, which are the one or the other number. */
  const rowsAfter = async (
    request: () => ReturnType<typeof ask>,
    of: string,
    { done, not }: { done: number; not: number },
  ): Promise<number> => {
    const passed = { packets: 0, write: false, commit: false };
    proxy.cutAt((packet) => {
      if (packet.length > 5) passed.packets += 1;
      if (passed.packets === most) return true;
      passed.write ||= /(insert into|update|delete from) `posts`/.test(packet.toString('latin1'));
      passed.commit ||= passed.write && packet.includes('COMMIT');
      return false;
    }, 'before');
    const { status } = await request();
    proxy.restore();
    expect([200, 201, 503]).toContain(status);
    const rows = (await rowsOf(of)).length;
    // The panel asks more once a save is committed: it is there, though that cannot be answered.
    const right = status !== 503 ? [done] : passed.commit ? [done, not] : [not];
    expect(right).toContain(rows);
    return rows;
  };

  const publish = () => ask(`${posts}/actions/publish`, { bearer, body });
  await rowsAfter(publish, title, { done: 2, not: 0 });

  const first = await ask(posts, { bearer, body: { ...body, title: `${title} once` } });
  const post = `${posts}/${made.parse(JSON.parse(first.text)).data.documentId}`;
  const twice = { ...body, title: `${title} twice` };
  const save = () => ask(post, { method: 'PUT', bearer, body: twice });
  const saved = await rowsAfter(save, `${title} twice`, { done: 1, not: 0 });
  const remove = () => ask(post, { method: 'DELETE', bearer });
  await rowsAfter(remove, `${title} ${saved === 1 ? 'twice' : 'once'}`, { done: 0, not: 1 });
}
