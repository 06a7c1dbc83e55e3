import { dialects } from '../clients/dialects';
import { createIdTokenVerifier } from '../clients/id-token';
import { createProviderClient, type ProviderClient } from '../clients/provider-client';
import { createProviderFetch } from '../clients/provider-fetch';
import type { AccountsConfig } from '../config';
import type { Provider } from '../domain/providers';

/** The providers that are set up. */
export function createProviders(config: AccountsConfig) {
  const { providers: settings, publicUrl, facebookVersion, now } = config;
  const fetch = createProviderFetch(config.providerLimits);

  function clientOf(provider: Provider): ProviderClient | null {
    const own = settings[provider];
    if (!own) return null;
    const dialect = dialects[provider](own, { fetch, facebookVersion });
    return createProviderClient(dialect, `${publicUrl}/api/v1/auth/oauth/${provider}/callback`, now);
  }

  const clients: Readonly<Record<Provider, ProviderClient | null>> = {
    google: clientOf('google'),
    discord: clientOf('discord'),
    facebook: clientOf('facebook'),
    patreon: clientOf('patreon'),
  };
  const { google } = clients;

  return {
    /** @returns null for one that is not set up */
    client: (provider: Provider): ProviderClient | null => clients[provider],
    /** Checks Google's ID tokens; null if Google is not set up. */
    verifyIdToken:
      google && settings.google
        ? createIdTokenVerifier({ client: google, clientId: settings.google.clientId, fetch, now })
        : null,
  };
}
