import { startMailClub } from '../accounts/mail-club';
import { startProvider, type ProviderName, type TestProvider } from './providers';

/** A club that sends mail, and where members sign in with these providers. */
export async function startOauthClub<Name extends ProviderName>(names: readonly Name[]) {
  const started = await Promise.all(names.map(async (name) => [name, await startProvider(name)] as const));
  const env: Record<string, string> = Object.assign({}, ...started.map(([, { settings }]) => settings));
  const { club, server, stop } = await startMailClub({ env });
  return {
    club,
    server,
    providers: Object.fromEntries(started) as Record<Name, TestProvider>,
    async stop(): Promise<void> {
      await stop();
      await Promise.all(started.map(([, provider]) => provider.stop()));
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
