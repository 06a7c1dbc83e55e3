// What a club is told so that it talks to the fake. The key file's form:
// https://developers.google.com/identity/protocols/oauth2/service-account#creatinganaccount; ours: its names.
import type { KeyObject } from 'node:crypto';

export type GoogleCalendarSettings = Record<
  | 'GOOGLE_CALENDAR_CREDENTIALS'
  | 'GOOGLE_CALENDAR_INTERNAL_ID'
  | 'GOOGLE_CALENDAR_PUBLIC_ID'
  | 'GOOGLE_API_URL'
  | 'GOOGLE_TOKEN_URL',
  string
>;

export interface SettingsFacts {
  url: string;
  email: string;
  privateKey: KeyObject;
  internal: string;
  public: string;
}

/** Environment variables of a club. The private key was made for this run. */
export function settingsFor(facts: SettingsFacts): GoogleCalendarSettings {
  const key = {
    type: 'service_account',
    project_id: 'dreamers-cave',
    private_key_id: 'fake',
    private_key: facts.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: facts.email,
    client_id: '100000000000000000001',
    token_uri: `${facts.url}/token`,
  };
  return {
    GOOGLE_CALENDAR_CREDENTIALS: JSON.stringify(key),
    GOOGLE_CALENDAR_INTERNAL_ID: facts.internal,
    GOOGLE_CALENDAR_PUBLIC_ID: facts.public,
    GOOGLE_API_URL: facts.url,
    GOOGLE_TOKEN_URL: `${facts.url}/token`,
  };
}
