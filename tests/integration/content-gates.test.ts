import { startClub, type Club } from '../support/club';

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

it('a tier stays while a post asks for it: deleted, it would open the post to all', async () => {
  const tiers = club.strapi.documents('api::patreon-tier.patreon-tier');
  const posts = club.strapi.documents('api::post.post');
  const tier = await tiers.create({
    locale: 'en',
    data: { slug: 'gold', name: 'Gold', amountCents: 900, currency: 'EUR' },
  });
  await tiers.update({ documentId: tier.documentId, locale: 'it', data: { name: 'Oro' } });
  const post = await posts.create({
    locale: 'en',
    status: 'published',
    data: { slug: 'gated', title: 'Gated', body: 'SECRET', minimumTier: tier.documentId },
  });

  await expect(tiers.delete({ documentId: tier.documentId })).rejects.toThrow(
    'Still in use by 1 post (“Gated”)',
  );
  const { data } = (await (await fetch(`${club.url}/api/v1/blog/gated`)).json()) as { data: object };
  expect(data).toMatchObject({ locked: true, body: null });

  await posts.update({ documentId: post.documentId, locale: 'en', data: { minimumTier: null } });
  await expect(tiers.delete({ documentId: tier.documentId })).rejects.toThrow('1 post (“Gated”)');

  await tiers.delete({ documentId: tier.documentId, locale: 'it' });
  await posts.publish({ documentId: post.documentId, locale: 'en' });
  await tiers.delete({ documentId: tier.documentId });
  await expect(tiers.count({})).resolves.toBe(0);
});
