import { auth, calendar, type calendar_v3 } from '@googleapis/calendar';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { About } from '../../../integrations/server/clients/call';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { integrationsService } from '../../../integrations/server/services';
import { eventAddresses } from '../../../../shared/server/event-addresses';
import type { EventSyncConfig } from '../config';
import {
  desiredOnInternalCalendar,
  desiredOnPublicCalendar,
  eventIdOf,
  shownHash,
  type CalendarEvent,
} from '../domain/calendar-event';
import { googleErrorPolicy } from '../domain/google-errors';
import { aboutEvent, defineConnection, unless, type CallContext, type Target } from './target';

const scope = 'https://www.googleapis.com/auth/calendar.events';

const settingsSchema = z.object({
  key: z.object({ client_email: z.string(), private_key: z.string() }),
  internalId: z.string(),
  publicId: z.string(),
  apiUrl: z.string(),
  tokenUrl: z.string(),
});

/** Two calendars, by one service account. */
export const googleCalendar = defineConnection({
  integration: 'google-calendar',
  title: 'Google Calendar',
  settings: ['GOOGLE_CALENDAR_CREDENTIALS', 'GOOGLE_CALENDAR_INTERNAL_ID', 'GOOGLE_CALENDAR_PUBLIC_ID'],
  // Google lets 600 pass in any minute. Windows of a second can meet 61 times in one, those of the burst twice, and a
  // process that starts anew begins with full ones: 61 × 9 + 2 × 10 + 9 + 10.
  budget: { calls: 9, seconds: 1, burst: { calls: 10, seconds: 60 } },
  repairAt: '40 4 * * *',
  targetNames: ['google-internal', 'google-public'],
  connect(strapi, config) {
    const settings = settingsSchema.nullish().parse(config.connections['google-calendar']);
    if (!settings) return null;
    const client = createClient(strapi, settings, config);
    const context = { club: config.publicUrl, addresses: eventAddresses(config) };
    const internal = {
      name: 'google-internal' as const,
      title: 'Internal calendar',
      desired: (event) => desiredOnInternalCalendar(event, context),
      ...calendarCalls(client, settings.internalId, config.publicUrl),
    } satisfies Target<CalendarEvent>;
    const forPublic = {
      name: 'google-public' as const,
      title: 'Public calendar',
      desired: (event) => desiredOnPublicCalendar(event, context),
      ...calendarCalls(client, settings.publicId, config.publicUrl),
    } satisfies Target<CalendarEvent>;
    return {
      targets: [internal, forPublic],
      async check(signal) {
        await internal.check(signal);
        await forPublic.check(signal);
      },
    };
  },
});

/**
 * Google's own client over the club's HTTP client; its calls throw `RemoteError`. Answers are checked to be Google's, since a
 * proxy's page may be a 200 too.
 */
function createClient(
  strapi: Core.Strapi,
  { key, apiUrl, tokenUrl }: z.infer<typeof settingsSchema>,
  { calls }: EventSyncConfig,
) {
  const remote = integrationsService(strapi).remote('google-calendar', {
    title: 'Google Calendar',
    baseUrl: apiUrl,
    secrets: [key.private_key],
    policy: googleErrorPolicy,
    ...calls,
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

  async function request<T>(
    about: About,
    answer: z.ZodType,
    call: (options: object) => Promise<{ data: T }>,
  ): Promise<T> {
    const { signal } = about;
    const fetchImplementation = remote.fetchAs({ ...about, isRepeatable: true }, answer);
    try {
      return (await call({ retry: false, fetchImplementation, ...(signal && { signal }) })).data;
    } catch (error) {
      signal?.throwIfAborted();
      const known = remote.errorOf(error);
      // Google's client keeps a token until it ends, in two places; one that is refused before is not worth keeping.
      if (known.status === 401) {
        jwt.credentials = { ...withoutToken };
        delete jwt.gtoken;
      }
      throw known;
    }
  }

  return { events, request };
}

/** How a calendar is changed. Ids are of the club's choosing, so that whatever got no answer can simply be done again. */
function calendarCalls(
  { events, request }: ReturnType<typeof createClient>,
  calendarId: string,
  club: string,
) {
  const idOf = (event: string, generation: number): string =>
    eventIdOf({ documentId: event, calendarId, generation });
  const about = (context: CallContext) => ({ ...aboutEvent(context), resource: calendarId });
  const changed = (eventId: string) => z.looseObject({ id: z.literal(eventId) });

  const inserted = (requestBody: CalendarEvent & { id: string }, context: CallContext) =>
    request(
      { ...about(context), action: 'create event', operation: 'insert' },
      changed(requestBody.id),
      (options) => events.insert({ calendarId, requestBody, sendUpdates: 'none' }, options),
    ).catch(unless('exists'));

  async function patched(
    eventId: string,
    requestBody: CalendarEvent,
    context: CallContext,
  ): Promise<'patched' | 'gone' | 'refused'> {
    try {
      await request(
        { ...about(context), action: 'change event', operation: 'patch' },
        changed(eventId),
        (options) => events.patch({ calendarId, eventId, requestBody, sendUpdates: 'none' }, options),
      );
      return 'patched';
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      const { kind } = error.decision;
      if (kind === 'gone' || kind === 'refused') return kind;
      throw error;
    }
  }

  const removed = (eventId: string, context: CallContext) =>
    request({ ...about(context), action: 'remove event', operation: 'delete' }, z.undefined(), (options) =>
      events.delete({ calendarId, eventId, sendUpdates: 'none' }, options),
    ).catch(unless('gone'));

  return {
    destination: calendarId,
    async create({ document, generation }, context) {
      const id = idOf(context.event, generation);
      if (await inserted({ ...document, id }, context)) return { outcome: 'shown', remoteId: id };
      // It is there, or was deleted and still holds its id: a change brings it back.
      const isBack = (await patched(id, document, context)) === 'patched';
      return isBack ? { outcome: 'shown', remoteId: id } : { outcome: 'id-spent' };
    },
    async change({ document, generation, remoteId }, context) {
      const id = remoteId ?? idOf(context.event, generation);
      const answer = await patched(id, document, context);
      if (answer === 'patched') return { outcome: 'shown', remoteId: id };
      if (answer === 'gone') return { outcome: 'gone' };
      // Either nothing may be written in this calendar, then this fails too, or this event cannot be brought back.
      await removed(id, context);
      return { outcome: 'id-spent' };
    },
    async remove({ generation, remoteId }, context) {
      await removed(remoteId ?? idOf(context.event, generation), context);
      return { outcome: 'gone' };
    },
    // The address that Google gives an event: its id and its calendar, in base64url.
    addressOf: (remoteId) => {
      const eid = Buffer.from(`${remoteId} ${calendarId}`).toString('base64url');
      return `https://calendar.google.com/calendar/event?eid=${eid}`;
    },
    async *list(signal) {
      const privateExtendedProperty = [`club=${club}`];
      let pageToken: string | undefined;
      do {
        const query = {
          calendarId,
          privateExtendedProperty,
          maxResults: 250,
          ...(pageToken && { pageToken }),
        };
        const page: calendar_v3.Schema$Events = await request(
          { action: 'list events', operation: 'list', resource: calendarId, signal },
          z.looseObject({ kind: z.literal('calendar#events') }),
          (options) => events.list(query, options),
        );
        for (const found of page.items ?? []) {
          const event = found.extendedProperties?.private?.['event'];
          if (!event || !found.id || found.status === 'cancelled') continue;
          yield { event, remoteId: found.id, hash: shownHash(found) };
        }
        pageToken = page.nextPageToken ?? undefined;
      } while (pageToken !== undefined);
    },

    /** Works where the account may read the calendar. */
    check: async (signal: AbortSignal): Promise<void> => {
      const about = { action: 'check', operation: 'get', resource: calendarId, signal };
      await request(about, z.unknown(), (options) => events.list({ calendarId, maxResults: 1 }, options));
    },
  } satisfies Omit<Target<CalendarEvent>, 'name' | 'title' | 'desired'> & { check: unknown };
}
