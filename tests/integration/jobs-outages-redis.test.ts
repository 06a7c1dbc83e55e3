import { describeOutages, failures } from '../support/jobs-outages';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const redisUrl = process.env.TEST_REDIS_URL;

let proxy: TcpProxy | undefined;
afterAll(() => proxy?.stop());

async function behindProxy(address: string): Promise<{ redisUrl: string; redisPrefix: string }> {
  const url = new URL(address);
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  return { redisUrl: url.href, redisPrefix: 'outages' };
}

// `npm test` says so where the machine has no Redis.
if (!redisUrl) it('is not tried without Redis', () => expect(redisUrl).toBeUndefined());
else
  describeOutages(
    'BullMQ',
    () => behindProxy(redisUrl),
    (worldOf) => {
      it.each(failures)(
        'Redis: %s',
        async (_what, how) => {
          const { on, enqueue, ended } = worldOf();
          const starts: number[] = [];
          on('test.work', async ({ payload: { n } }) => void starts.push(n));
          await ended(await enqueue('test.work', 1));
          proxy?.[how]();
          const meanwhile = await enqueue('test.work', 2);
          proxy?.restore();
          await ended(meanwhile, await enqueue('test.work', 3));
          expect(starts.sort()).toEqual([1, 2, 3]);
        },
        60_000,
      );
    },
  );
