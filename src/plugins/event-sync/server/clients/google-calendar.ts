import { auth, calendar, type calendar_v3 } from '@googleapis/calendar';
import type { Core } from '@strapi/strapi';
import type { About } from '../../../integrations/server/clients/call';
import type { RemoteError } from '../../../integrations/server/domain/remote-error';
import { integrationsService } from '../../../integrations/server/services';
import type { EventSyncConfig, GoogleCalendarSettings } from '../config';
import { dialectOf } from '../domain/dialect';
import { googleVerdict, type GoogleAction } from '../domain/google-error';
import { troubleOf, verdictOf, type Tried } from '../domain/trouble';
import type { CalendarEvent } from '../targets/google-calendar/calendar-event';
import type { CallContext } from '../targets/target';

const scope = 'https://www.googleapis.com/auth/calendar.events';
const actions: Readonly<Record<string, GoogleAction>> = {
  POST: 'insert',
  PATCH: 'patch',
  DELETE: 'delete',
  GET: 'get',
};

type Attempt = Pick<CallContext, 'attempt' | 'random' | 'signal'>;

export type GoogleCalendarClient = ReturnType<typeof createGoogleCalendarClient>;

/** Google's own client, on the club's shared way out. Whatever fails throws `Trouble`, unless it is what the call was for. */
export function createGoogleCalendarClient(
  strapi: Core.Strapi,
  integration: string,
  settings: GoogleCalendarSettings,
  { now, calls }: Pick<EventSyncConfig, 'now' | 'calls'>,
) {
  const { key, apiUrl, tokenUrl } = settings;
  const remote = integrationsService(strapi).remote(integration, {
    title: 'Google Calendar',
    baseUrl: apiUrl,
    secrets: [key.private_key],
    ...calls,
    ...dialectOf((failure, method) =>
      googleVerdict(failure, actions[method] ?? 'get', { attempt: 1, random: 0 }),
    ),
  });
  const jwt = new auth.JWT({ email: key.client_email, key: key.private_key, scopes: [scope] });
  const withoutToken = { ...jwt.credentials };
  jwt.transporter.defaults = {
    ...jwt.transporter.defaults,
    retry: false,
    fetchImplementation: remote.fetchAs({ action: 'get a token', isRepeatable: true, provesAccess: false }),
  };
  jwt.transporter.interceptors.request.add({
    async resolved(options) {
      if (options.url.hostname === 'oauth2.googleapis.com') options.url = new URL(tokenUrl);
      return options;
    },
  });
  const { events } = calendar({ version: 'v3', auth: jwt, rootUrl: `${apiUrl}/`, retry: false });

  const optionsOf = (about: About) => ({
    retry: false,
    fetchImplementation: remote.fetchAs(about),
    ...(about.signal && { signal: about.signal }),
  });

  /** @throws the signal's reason when it is aborted */
  function sorted(error: unknown, signal: AbortSignal | undefined): RemoteError {
    signal?.throwIfAborted();
    const known = remote.errorOf(error);
    // Google's client keeps a token until it ends, in two places; one that is refused before is not worth keeping.
    if (known.status === 401) {
      jwt.credentials = { ...withoutToken };
      delete jwt.gtoken;
    }
    return known;
  }

  /** Gives what the call gives, or what follows from its failure. */
  async function tried<T>(call: Promise<T>, action: GoogleAction, trial: Attempt): Promise<Tried<T>> {
    try {
      return { got: await call };
    } catch (error) {
      const known = sorted(error, trial.signal);
      const verdict = verdictOf(known, (failure) => googleVerdict(failure, action, trial), now());
      return { verdict, status: known.status };
    }
  }

  /** What was answered, if it was Google who did: a page of something in between can say that all is well, too. */
  function read<T>(isGoogles: boolean, answer: T, trial: Attempt): T {
    if (isGoogles) return answer;
    throw troubleOf(googleVerdict({ kind: 'unanswered' }, 'get', trial), 'Google');
  }

  const about = (action: string, calendarId: string, { event, attempt, signal }: CallContext): About => ({
    action,
    resource: calendarId,
    subject: { type: 'api::event.event', id: event },
    attempt,
    isRepeatable: true,
    ...(signal && { signal }),
  });

  return {
    async insert(
      calendarId: string,
      id: string,
      document: CalendarEvent,
      occasion: CallContext,
    ): Promise<'inserted' | 'exists'> {
      const requestBody = { ...document, id };
      const call = events.insert(
        { calendarId, requestBody, sendUpdates: 'none' },
        optionsOf(about('create event', calendarId, occasion)),
      );
      const result = await tried(call, 'insert', occasion);
      if ('got' in result) return read(result.got.data.id === id, 'inserted', occasion);
      if (result.verdict.verdict === 'exists') return 'exists';
      throw troubleOf(result.verdict, 'Google');
    },

    /** @returns `refused` where this event may not be changed, though others may */
    async patch(
      calendarId: string,
      eventId: string,
      document: CalendarEvent,
      occasion: CallContext,
    ): Promise<'patched' | 'gone' | 'refused'> {
      const call = events.patch(
        { calendarId, eventId, requestBody: document, sendUpdates: 'none' },
        optionsOf(about('change event', calendarId, occasion)),
      );
      const result = await tried(call, 'patch', occasion);
      if ('got' in result) return read(result.got.data.id === eventId, 'patched', occasion);
      if (result.verdict.verdict === 'gone') return 'gone';
      if (result.status === 403 && result.verdict.verdict !== 'again') return 'refused';
      throw troubleOf(result.verdict, 'Google');
    },

    /** Succeeds too where it was not there. */
    async delete(calendarId: string, eventId: string, occasion: CallContext): Promise<void> {
      const call = events.delete(
        { calendarId, eventId, sendUpdates: 'none' },
        optionsOf(about('remove event', calendarId, occasion)),
      );
      const result = await tried(call, 'delete', occasion);
      if ('got' in result) return read(result.got.status === 204, undefined, occasion);
      if (result.verdict.verdict !== 'gone') throw troubleOf(result.verdict, 'Google');
    },

    /** All events of a calendar with a private property, a page at a time. */
    async *list(
      calendarId: string,
      property: string,
      signal: AbortSignal,
    ): AsyncIterable<calendar_v3.Schema$Event> {
      let pageToken: string | undefined;
      do {
        const query = {
          calendarId,
          privateExtendedProperty: [property],
          maxResults: 250,
          ...(pageToken && { pageToken }),
        };
        const about = { action: 'list events', resource: calendarId, isRepeatable: true, signal };
        const call = events.list(query, optionsOf(about));
        const attempt = { attempt: 1, random: 0, signal };
        const result = await tried(call, 'list', attempt);
        if (!('got' in result)) throw troubleOf(result.verdict, 'Google');
        yield* read(result.got.data.kind === 'calendar#events', result.got.data.items, attempt) ?? [];
        pageToken = result.got.data.nextPageToken ?? undefined;
      } while (pageToken !== undefined);
    },

    /** Works where the account may read the calendar. */
    async check(calendarId: string, signal: AbortSignal): Promise<void> {
      const options = optionsOf({ action: 'check', resource: calendarId, isRepeatable: true, signal });
      try {
        await events.list({ calendarId, maxResults: 1 }, options);
      } catch (error) {
        throw sorted(error, signal);
      }
    },
  };
}
