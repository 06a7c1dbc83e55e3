import { startClub, type Club } from '../club';
import { startMailServer } from '../mail-server';
import { startProvider, type ProviderName, type TestProvider } from './providers';

/** A club that sends mail, and where members sign in with these providers. */
export async function startOauthClub<Name extends ProviderName>(names: readonly Name[]) {
  const server = await startMailServer();
  const started = await Promise.all(names.map(async (name) => [name, await startProvider(name)] as const));
  const club: Club = await startClub({
    env: Object.assign({}, server.settings, ...started.map(([, { settings }]) => settings)),
    prepare: (strapi) => {
      Object.assign(strapi.config.get<object>('plugin::jobs'), { pollMs: 20, drainMs: 100 });
    },
  });
  return {
    club,
    server,
    providers: Object.fromEntries(started) as Record<Name, TestProvider>,
    async stop(): Promise<void> {
      await club.stop();
      await Promise.all([...started.map(([, provider]) => provider.stop()), server.stop()]);
    },
  };
}
export type OauthClub<Name extends ProviderName> = Awaited<ReturnType<typeof startOauthClub<Name>>>;

let people = 0;

/** Somebody new at Google, whose address Google has verified. */
export function somebody() {
  const sub = `subject-${(people += 1)}`;
  return { sub, email: `${sub}@mail.test`, email_verified: true, name: `Person ${sub}` };
}
