import type { PatreonClient } from '../clients/patreon';
import type { PatreonConfig } from '../config';
import { memberDocument } from '../domain/membership';
import type { Deliveries, StoredDelivery } from './deliveries';
import type { Supporters, MemberUpdate } from './supporters';

/** Looks at one member at a time: what the webhook is about, and who asks for it. */
export function createMemberships(
  { campaignId, now }: Pick<PatreonConfig, 'campaignId' | 'now'>,
  {
    client,
    deliveries,
    supporters,
  }: { client: PatreonClient | null; deliveries: Deliveries; supporters: Supporters },
) {
  async function read(
    api: PatreonClient,
    patreonMemberId: string,
    signal: AbortSignal,
  ): Promise<MemberUpdate> {
    const at = now();
    const found = await api.member(patreonMemberId, signal);
    const isOurs = found !== null && (found.campaignId === null || found.campaignId === campaignId);
    return { patreonMemberId, membership: isOurs ? found.membership : null, at, source: 'api' };
  }

  /** What a delivery says itself, where Patreon cannot be asked. */
  function updateOf(patreonMemberId: string, { body, receivedAt }: StoredDelivery): MemberUpdate {
    const { membership } = memberDocument.parse(JSON.parse(body));
    return { patreonMemberId, membership, at: receivedAt, source: 'delivery' };
  }

  return {
    /**
     * Brings what is known of a member up to date.
     *
     * @throws RemoteError when Patreon cannot be asked
     */
    async refresh(patreonMemberId: string, signal: AbortSignal): Promise<{ changed: number }> {
      const waiting = await deliveries.waiting(patreonMemberId);
      const updates = client
        ? [await read(client, patreonMemberId, signal)]
        : waiting.map((delivery) => updateOf(patreonMemberId, delivery));
      const last = waiting.at(-1);
      const cause = last
        ? ({ kind: 'delivery', id: last.documentId } as const)
        : ({ kind: 'member', id: null } as const);
      let changed = 0;
      for (const update of updates) changed += (await supporters.applyUpdates([update], cause)).changed;
      await deliveries.finish(waiting, client ? 'read' : 'taken');
      return { changed };
    },
  };
}
