import type { FacebookPageClient } from '../../clients/facebook-page';
import type { Addresses } from '../../domain/addresses';
import type { Outcome } from '../../domain/link';
import { Trouble } from '../../domain/trouble';
import type { CallContext, Target } from '../target';
import { desiredOnPage, markerOf, type PagePost } from './desired';

/** The club's page. Facebook knows no key that makes a repeated post harmless, so what got no answer is looked for first. */
export function facebookPageTarget(
  client: FacebookPageClient,
  { pageId, addresses }: { pageId: string; addresses: Addresses },
): Target<PagePost> {
  const changed = async (id: string, message: string, occasion: CallContext): Promise<Outcome> =>
    (await client.change(id, message, occasion)) === 'changed'
      ? { outcome: 'shown', remoteId: id }
      : { outcome: 'withdrawn' };

  /**
   * The post that was made for this event when no answer told its id: one that says word for word what was to be said then. Its
   * link alone would not do, since a slug may have become another event's, and since other people link events too.
   */
  async function ownPost(occasion: CallContext): Promise<string | null> {
    if (occasion.markers.length === 0) return null;
    for await (const { id, message } of client.posts(occasion)) {
      if (occasion.markers.includes(markerOf(message)) && !(await occasion.isAnothers(id))) return id;
    }
    return null;
  }

  return {
    name: 'facebook-page',
    title: 'Facebook page',
    integration: 'facebook',
    destination: pageId,
    desired: (event, now) => desiredOnPage(event, { addresses, now }),
    markerOf: ({ message }) => markerOf(message),
    async create({ document, lookFirst }, occasion) {
      const known = lookFirst ? await ownPost(occasion) : null;
      if (known !== null) return changed(known, document.message, occasion);
      const post = await client.create(document, occasion);
      if (post !== 'duplicate') return { outcome: 'shown', remoteId: post.id };
      const twin = await ownPost(occasion);
      if (twin !== null) return changed(twin, document.message, occasion);
      throw new Trouble({ verdict: 'never', why: 'Facebook says that the page has just said the same' });
    },
    async change({ document, remoteId }, occasion) {
      const id = remoteId ?? (await ownPost(occasion));
      return id === null ? { outcome: 'gone' } : changed(id, document.message, occasion);
    },
    async remove({ remoteId }, occasion) {
      const id = remoteId ?? (await ownPost(occasion));
      if (id !== null) await client.remove(id, occasion);
      return { outcome: 'gone' };
    },
    addressOf: (remoteId) => `https://www.facebook.com/${remoteId}`,
  };
}
