import { z } from 'zod';
import type { Club } from '../club';
import type { Answer, Send } from '../editors';
import { publishEvent } from '../publish-event';

const types = '/content-manager/collection-types';
const events = `${types}/api::event.event`;
const posts = `${types}/api::post.post`;
const members = `${types}/plugin::users-permissions.user`;

const made = z.object({ data: z.object({ documentId: z.string() }) });
let count = 0;

/** What staff ask for in the panel, by what it is; each is allowed to some roles and refused to others. */
export function requestsOf(club: () => Club): Record<string, (send: Send) => Promise<Answer>> {
  const event = (data: object = {}): Promise<string> =>
    publishEvent(club().strapi, `asked-${(count += 1)}`, data);
  const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };
  return {
    'read events': (send) => send('GET', events),
    'write an event': (send) =>
      send('POST', `${events}?locale=en`, { title: `Mine ${(count += 1)}`, ...times }),
    'change English': async (send) =>
      send('PUT', `${events}/${await event()}?locale=en`, { title: 'Changed' }),
    'translate into Italian': async (send) =>
      send('PUT', `${events}/${await event()}?locale=it`, { title: 'Notte' }),
    'publish an event': async (send) => {
      const id = await event();
      return send('POST', `${events}/${id}/actions/publish?locale=en`, {});
    },
    'delete an event': async (send) => send('DELETE', `${events}/${await event()}?locale=*`),
    'sync an event': async (send) => send('POST', `/event-sync/events/${await event()}/sync`),
    'read posts': (send) => send('GET', posts),
    'write a post': (send) => send('POST', `${posts}?locale=en`, { title: `Post ${(count += 1)}` }),
    'see the media library': (send) => send('GET', '/upload/files'),
    'see integrations': (send) => send('GET', '/integrations'),
    'resume integrations': (send) => send('POST', '/integrations/none/resume'),
    'see jobs': (send) => send('GET', '/jobs/overview'),
    'resume jobs': (send) => send('POST', '/jobs/names/none/resume'),
    'see members': (send) => send('GET', members),
    'see what is next': (send) => send('GET', '/admin-desk/upcoming'),
    'see what needs attention': (send) => send('GET', '/admin-desk/alerts'),
    'see what is set up': (send) => send('GET', '/admin-desk/setup'),
    'see roles of the panel': (send) => send('GET', '/admin/roles'),
  };
}

/** An event that somebody writes in English. @returns its documentId */
export async function writeEvent(send: Send, data: object): Promise<string> {
  const { body } = await send('POST', `${events}?locale=en`, data);
  return made.parse(body).data.documentId;
}
