import { startClub, type Club } from '../club';
import { startMailServer, type MailServer } from '../mail-server';

export interface MailClub {
  club: Club;
  server: MailServer;
  stop: () => Promise<void>;
}

/**
 * A club that sends its mail to a server of the test's, soon.
 *
 * @param env settings besides those of the mail
 * @param accounts settings of the accounts plugin that differ
 */
export async function startMailClub({
  env = {},
  accounts = {},
}: { env?: Record<string, string>; accounts?: object } = {}): Promise<MailClub> {
  const server = await startMailServer();
  const club = await startClub({
    env: { ...server.settings, ...env },
    prepare(strapi) {
      Object.assign(strapi.config.get<object>('plugin::jobs'), { pollMs: 20, drainMs: 100 });
      Object.assign(strapi.config.get<object>('plugin::accounts'), accounts);
    },
  });
  return {
    club,
    server,
    async stop() {
      await club.stop();
      await server.stop();
    },
  };
}
