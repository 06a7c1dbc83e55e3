import net, { type AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

export interface TcpProxy {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Passes nothing on any more, in neither direction, and says nothing about it. */
  stall(): void;
  /**
   * Ends each connection at the packet of a client that `isIt` picks: before the server has it, or after the server has done
   * what it says, when the answer is on its way.
   */
  cutAt(isIt: (packet: Buffer) => boolean, when: 'before' | 'after'): void;
  /** Takes connections and passes on again; those that were stalled stay dead. */
  restore(): void;
  stop(): Promise<void>;
}

/** Stands between a client and a server of loopback, and fails as networks do. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<[net.Socket, net.Socket]>();
  let mode: 'open' | 'cut' | 'stalled' = 'open';
  let cutting: { isIt: (packet: Buffer) => boolean; when: 'before' | 'after' } | null = null;
  const endAll = (): void => {
    for (const sockets of pairs) for (const socket of sockets) socket.destroy();
    pairs.clear();
  };

  function passOn(client: net.Socket, upstream: net.Socket): void {
    let isToBeCut = false;
    const up = new Transform({
      transform(packet: Buffer, _encoding, done) {
        if (cutting?.isIt(packet)) {
          if (cutting.when === 'before') return void client.destroy();
          isToBeCut = true;
        }
        done(null, packet);
      },
    });
    const down = new Transform({
      transform(packet: Buffer, _encoding, done) {
        if (isToBeCut) client.destroy();
        else done(null, packet);
      },
    });
    client.pipe(up).pipe(upstream).pipe(down).pipe(client);
  }

  const server = net.createServer((client) => {
    client.on('error', () => undefined);
    if (mode === 'cut') return void client.destroy();
    // Taken, and never answered.
    if (mode === 'stalled') return void pairs.add([client, client]);
    const upstream = net.connect(target, '127.0.0.1');
    upstream.on('error', () => undefined);
    const pair: [net.Socket, net.Socket] = [client, upstream];
    pairs.add(pair);
    passOn(client, upstream);
    for (const socket of pair)
      socket.on('close', () => {
        if (!pairs.delete(pair)) return;
        for (const each of pair) each.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      mode = 'cut';
      endAll();
    },
    stall() {
      mode = 'stalled';
      for (const [client, upstream] of pairs) {
        client.unpipe();
        upstream.unpipe();
        client.pause();
        upstream.pause();
      }
    },
    cutAt(isIt, when) {
      cutting = { isIt, when };
    },
    restore() {
      mode = 'open';
      cutting = null;
    },
    async stop() {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
