import net, { type AddressInfo } from 'node:net';

export interface TcpProxy {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Passes nothing on any more, in neither direction, and says nothing about it. */
  stall(): void;
  /** Takes connections and passes on again; those that were stalled stay dead. */
  restore(): void;
  stop(): Promise<void>;
}

/** Stands between a client and a server of loopback, and fails as networks do. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<[net.Socket, net.Socket]>();
  let mode: 'open' | 'cut' | 'stalled' = 'open';
  const endAll = (): void => {
    for (const sockets of pairs) for (const socket of sockets) socket.destroy();
    pairs.clear();
  };

  const server = net.createServer((client) => {
    client.on('error', () => undefined);
    if (mode === 'cut') return void client.destroy();
    // Taken, and never answered.
    if (mode === 'stalled') return void pairs.add([client, client]);
    const upstream = net.connect(target, '127.0.0.1');
    upstream.on('error', () => undefined);
    const pair: [net.Socket, net.Socket] = [client, upstream];
    pairs.add(pair);
    client.pipe(upstream).pipe(client);
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
        client.unpipe(upstream);
        upstream.unpipe(client);
        client.pause();
        upstream.pause();
      }
    },
    restore() {
      mode = 'open';
    },
    async stop() {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
