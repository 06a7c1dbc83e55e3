import type { FacebookPageClient } from '../../clients/facebook-page';
import type { Addresses } from '../../domain/addresses';
import type { Outcome } from '../../domain/link';
import { Trouble } from '../../domain/trouble';
import type { Occasion, Target } from '../target';
import { desiredOnPage, type PagePost } from './desired';

/** The club's page. Facebook knows no key that makes a repeated post harmless, so what got no answer is looked for first. */
export function facebookPageTarget(
  client: FacebookPageClient,
  { pageId, addresses }: { pageId: string; addresses: Addresses },
): Target<PagePost> {
  const changed = async (id: string, message: string, occasion: Occasion): Promise<Outcome> =>
    (await client.change(id, message, occasion)) === 'changed'
      ? { outcome: 'shown', remoteId: id }
      : { outcome: 'withdrawn' };

  return {
    name: 'facebook-page',
    title: 'Facebook page',
    integration: 'facebook',
    destination: pageId,
    desired: (event, now) => desiredOnPage(event, { addresses, now }),
    markerOf: ({ link }) => link,
    async create({ document, lookFirst }, occasion) {
      const known = lookFirst ? await client.find(occasion.markers, occasion) : null;
      if (known !== null) return changed(known, document.message, occasion);
      const post = await client.create(document, occasion);
      if (post !== 'duplicate') return { outcome: 'shown', remoteId: post.id };
      const twin = await client.find(occasion.markers, occasion);
      if (twin !== null) return changed(twin, document.message, occasion);
      throw new Trouble({ verdict: 'never', why: 'Facebook says that the page has just said the same' });
    },
    async change({ document, remoteId }, occasion) {
      const id = remoteId ?? (await client.find(occasion.markers, occasion));
      return id === null ? { outcome: 'gone' } : changed(id, document.message, occasion);
    },
    async remove({ remoteId }, occasion) {
      const id = remoteId ?? (await client.find(occasion.markers, occasion));
      if (id !== null) await client.remove(id, occasion);
      return { outcome: 'gone' };
    },
    addressOf: (remoteId) => `https://www.facebook.com/${remoteId}`,
  };
}
