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
  const isDone = async (request: () => ReturnType<typeof ask>): Promise<boolean> => {
    let seen = 0;
    proxy.cutAt((packet) => packet.length > 5 && (seen += 1) === most, 'before');
    const { status } = await request();
    proxy.restore();
    expect([200, 201, 503]).toContain(status);
    return status !== 503;
  };

  const isPublished = await isDone(() => ask(`${posts}/actions/publish`, { bearer, body }));
  expect(await rowsOf(title)).toHaveLength(isPublished ? 2 : 0);

  const first = await ask(posts, { bearer, body: { ...body, title: `${title} once` } });
  const post = `${posts}/${made.parse(JSON.parse(first.text)).data.documentId}`;
  const twice = { ...body, title: `${title} twice` };
  const isSaved = await isDone(() => ask(post, { method: 'PUT', bearer, body: twice }));
  expect(await rowsOf(`${title} twice`)).toHaveLength(isSaved ? 1 : 0);
  const isGone = await isDone(() => ask(post, { method: 'DELETE', bearer }));
  expect(await rowsOf(`${title} ${isSaved ? 'twice' : 'once'}`)).toHaveLength(isGone ? 0 : 1);
}
