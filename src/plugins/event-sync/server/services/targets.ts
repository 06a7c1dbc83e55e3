import type { Core } from '@strapi/strapi';
import { createFacebookPageClient } from '../clients/facebook-page';
import { createGoogleCalendarClient } from '../clients/google-calendar';
import type { EventSyncConfig } from '../config';
import { addressesOf } from '../domain/addresses';
import { facebookPageTarget } from '../targets/facebook-page/target';
import { desiredOnInternalCalendar, desiredOnPublicCalendar } from '../targets/google-calendar/desired';
import { googleCalendarTarget } from '../targets/google-calendar/target';
import type { AnyTarget } from '../targets/target';

/** A connection of the club with what hangs on it; `targets` is empty while it is off. */
export interface Connection {
  integration: 'google-calendar' | 'facebook';
  title: string;
  targets: AnyTarget[];
  check: (signal: AbortSignal) => Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Where events are repeated, by the settings. A further target is one more file under `targets/`, and one more entry here. */
export function createConnections(strapi: Core.Strapi, config: EventSyncConfig): Connection[] {
  return [googleCalendar(strapi, config), facebook(strapi, config)];
}

function googleCalendar(strapi: Core.Strapi, config: EventSyncConfig): Connection {
  const integration = 'google-calendar';
  const named = { integration, title: 'Google Calendar' } as const;
  const { googleCalendar: settings, publicUrl: club } = config;
  if (!settings) return { ...named, targets: [], check: nothing };
  const { internalId, publicId } = settings;
  const client = createGoogleCalendarClient(strapi, integration, settings, config);
  const context = { club, addresses: addressesOf(config) };
  return {
    ...named,
    targets: [
      googleCalendarTarget(client, {
        name: 'google-internal',
        title: 'Internal calendar',
        integration,
        calendarId: internalId,
        club,
        desired: (event) => desiredOnInternalCalendar(event, context),
      }),
      googleCalendarTarget(client, {
        name: 'google-public',
        title: 'Public calendar',
        integration,
        calendarId: publicId,
        club,
        desired: (event) => desiredOnPublicCalendar(event, context),
      }),
    ],
    async check(signal) {
      await client.check(internalId, signal);
      await client.check(publicId, signal);
    },
  };
}

function facebook(strapi: Core.Strapi, config: EventSyncConfig): Connection {
  const integration = 'facebook';
  const named = { integration, title: 'Facebook page' } as const;
  const { facebook: settings } = config;
  if (!settings) return { ...named, targets: [], check: nothing };
  const client = createFacebookPageClient(strapi, integration, settings, config);
  const target = facebookPageTarget(client, { pageId: settings.pageId, addresses: addressesOf(config) });
  return { ...named, targets: [target], check: (signal) => client.check(signal) };
}
