import { auth, calendar, type calendar_v3 } from '@googleapis/calendar';
import type { FakeGoogleCalendar } from '../fakes/google-calendar';

export const eventsScope = 'https://www.googleapis.com/auth/calendar.events';

export interface GoogleClientOptions {
  scopes?: string[];
  /** A private key in place of the account's own. */
  key?: string;
}

/** Google's own client with the settings of a club: its two addresses are those of the fake, its retries are off. */
export function googleClient(
  { settings }: FakeGoogleCalendar,
  { scopes = [eventsScope], key }: GoogleClientOptions = {},
): calendar_v3.Calendar {
  const credentials = JSON.parse(settings.GOOGLE_CALENDAR_CREDENTIALS);
  const jwt = new auth.JWT({ email: credentials.client_email, key: key ?? credentials.private_key, scopes });
  // Google's client would load node-fetch as an ES module, which jest cannot.
  jwt.transporter.defaults = { ...jwt.transporter.defaults, retry: false, fetchImplementation: fetch };
  jwt.transporter.interceptors.request.add({
    resolved: async (options) => {
      if (options.url.hostname === 'oauth2.googleapis.com') options.url = new URL(settings.GOOGLE_TOKEN_URL);
      return options;
    },
  });
  return calendar({ version: 'v3', auth: jwt, rootUrl: `${settings.GOOGLE_API_URL}/`, retry: false });
}

/** The status and reason with which Google's client rejects; itself rejects when it does not. */
export async function refusal(request: Promise<unknown>): Promise<[number, string]> {
  const error = await request.then(
    () => Promise.reject(new Error('It was granted.')),
    (reason: { status: number; response: { data: { error: { errors: { reason: string }[] } } } }) => reason,
  );
  return [error.status, error.response.data.error.errors[0]!.reason];
}
