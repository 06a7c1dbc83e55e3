import { z } from 'zod';
import { memberDocument } from './membership';

/** Events about members; Patreon has others, about posts for one, and may get more. */
const memberEvent = /^members:(?:pledge:)?(?:create|update|delete)$/;

/** Whatever Patreon sends has its data in an object; the portal's *Send test* has no id in it. */
const anyDelivery = z.looseObject({ data: z.looseObject({ id: z.unknown().optional() }) });

export type DeliveryReading =
  | { kind: 'invalid' }
  /** Stored, and nothing follows from it. */
  | { kind: 'ignored'; why: 'event' | 'test' | 'shape' | 'campaign' }
  | { kind: 'member'; patreonMemberId: string };

/**
 * What a delivery is about. All that is signed is taken: Patreon pauses a webhook that refuses.
 *
 * @param event of the header `X-Patreon-Event`
 * @param campaignId the club's; members of another one do not count
 */
export function readDelivery(event: string, body: unknown, campaignId: string): DeliveryReading {
  const { data: delivery } = anyDelivery.safeParse(body);
  if (!delivery) return { kind: 'invalid' };
  if (!memberEvent.test(event)) return { kind: 'ignored', why: 'event' };
  if (delivery.data.id === null || delivery.data.id === undefined) return { kind: 'ignored', why: 'test' };
  const { data: member } = memberDocument.safeParse(body);
  if (!member) return { kind: 'ignored', why: 'shape' };
  if (member.campaignId !== null && member.campaignId !== campaignId)
    return { kind: 'ignored', why: 'campaign' };
  return { kind: 'member', patreonMemberId: member.membership.patreonMemberId };
}
