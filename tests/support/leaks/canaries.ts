import type { Core, UID } from '@strapi/strapi';
import { gateOf, type Gate } from '../../../src/plugins/content/server/domain/public';
import { published, writerOf } from '../write';

/** What opens an entry: the middle one of three tiers, or any at all. */
export type Needs = 'silver' | 'any';

/** A word that stands in one gated field, in one language. */
export interface Canary {
  word: string;
  uid: string;
  /** `post.body` */
  field: string;
  needs: Needs;
  isDraft: boolean;
}

export interface GatedType {
  uid: UID.ContentType;
  name: string;
  plural: string;
  gate: Gate;
  attributes: Record<string, { type: string; multiple?: boolean; targetField?: string }>;
}

/** The club's types whose schema declares a gate. */
export function gatedTypes(strapi: Core.Strapi): GatedType[] {
  return (Object.values(strapi.contentTypes) as Core.Strapi['contentTypes'][UID.ContentType][]).flatMap(
    ({ uid, info, attributes, ...type }) => {
      const gate = gateOf(type);
      const { singularName: name, pluralName: plural } = info;
      return gate ? [{ uid, name, plural, gate, attributes }] : [];
    },
  );
}

export const mark = '<!--members-only-->';

/** Plants a canary in every gated field of every gated type, in two languages, published and as a draft. */
export async function plantCanaries(strapi: Core.Strapi) {
  const { create, update, picture } = writerOf(strapi);
  const canaries: Canary[] = [];
  const entries: { uid: UID.ContentType; documentId: string; slug: string; needs: Needs }[] = [];
  const open: string[] = [];
  const tierOf = (slug: string, amountCents: number, currency = 'EUR') =>
    create('api::patreon-tier.patreon-tier', { slug, name: `Tier ${slug}`, amountCents, currency });
  const tiers = {
    bronze: await tierOf('bronze', 300),
    silver: await tierOf('silver', 800),
    gold: await tierOf('gold', 1500),
    dollars: await tierOf('dollars', 9000, 'USD'),
  };

  let planted = 0;
  /** A value of a gated field with a new canary in it. */
  async function valueWith(
    { uid, name, attributes }: GatedType,
    field: string,
    needs: Needs,
    isDraft: boolean,
  ): Promise<unknown> {
    planted += 1;
    const word = `canary${planted}x${name}x${field}`.toLowerCase();
    const { type, multiple } = attributes[field] ?? {};
    canaries.push({ word, uid, field: `${name}.${field}`, needs, isDraft });
    if (type === 'media') {
      const file = await picture(`${word}.webp`, word);
      return multiple ? [file] : file;
    }
    if (type !== 'richtext') return word;
    open.push(`open${planted}x${name}`);
    return `open${planted}x${name}\n\n${mark}\n\n${word}`;
  }

  async function valuesOf(type: GatedType, needs: Needs, isDraft = false): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const field of type.gate.fields) values[field] = await valueWith(type, field, needs, isDraft);
    return values;
  }

  for (const type of gatedTypes(strapi)) {
    const { uid, name, gate, attributes } = type;
    const titled = Object.values(attributes).find(({ targetField }) => targetField)?.targetField ?? 'title';
    for (const needs of gate.whole ? (['silver', 'any'] as const) : (['silver'] as const)) {
      const slug = `${name}-${needs}`;
      const tier = needs === 'silver' ? tiers.silver : null;
      const texts = gate.fields.filter((field) => attributes[field]?.type !== 'media');
      const english = {
        slug,
        [titled]: `Entry ${slug}`,
        [gate.tier]: tier,
        ...(await valuesOf(type, needs)),
      };
      const documentId = await create(uid, english, published);
      const translated = Object.entries(await valuesOf(type, needs)).filter(([field]) =>
        texts.includes(field),
      );
      const italian = { [titled]: `Voce ${slug}`, ...Object.fromEntries(translated) };
      await update(uid, documentId, italian, { locale: 'it', ...published });
      await update(uid, documentId, await valuesOf(type, needs, true));
      entries.push({ uid, documentId, slug, needs });
    }
  }
  const silverOf = (uid: string) =>
    entries.find((entry) => entry.uid === uid && entry.needs === 'silver')?.documentId;
  const shelf = await create(
    'api::shelf.shelf' as UID.ContentType,
    {
      slug: 'shelf',
      title: 'Shelf',
      post: silverOf('api::post.post'),
      exclusive: silverOf('api::exclusive.exclusive'),
      memo: silverOf('api::memo.memo'),
    },
    published,
  );
  await create('api::room.room' as UID.ContentType, { slug: 'room', title: 'Room', shelf }, published);
  return { canaries, entries, open, tiers };
}
