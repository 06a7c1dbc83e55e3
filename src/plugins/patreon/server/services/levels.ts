import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { inCurrentTransaction } from '../../../../database/current-transaction';
import { tableOf } from '../../../../database/tables';
import type { PatreonConfig } from '../config';
import { levelOf, type ClubTier, type Level, type LevelInputs } from '../domain/level';
import { storedInputs } from './supporter-row';

const clubTier = z.object({
  documentId: z.string(),
  slug: z.string(),
  amountCents: z.coerce.number(),
  currency: z.string(),
  patreonTierId: z.string().nullable(),
});

/** A row of a supporter beside one of the club's tiers, which are null where the club has none. */
const joined = z.object({
  supporter: storedInputs,
  tier: z.union([clubTier, z.object({ documentId: z.null() })]),
});

const tierAttributes = ['documentId', 'slug', 'amountCents', 'currency', 'patreonTierId'] as const;
const inputAttributes = ['membership', 'paid', 'grantTier', 'grantUntil'] as const;

const recordList = z.array(z.record(z.string(), z.unknown()));

const isTier = (tier: z.infer<typeof joined>['tier']): tier is ClubTier => tier.documentId !== null;

/** What members may see. Nothing of it is kept: a change holds for the next request. */
export function createLevels(strapi: Core.Strapi, { levels: settings }: PatreonConfig) {
  const supporters = tableOf(strapi, 'plugin::patreon.supporter');
  const tiers = tableOf(strapi, 'api::patreon-tier.patreon-tier');

  const selected = (alias: string, attributes: readonly string[], column: (attribute: string) => string) =>
    Object.fromEntries(
      attributes.map((attribute) => [`${alias}_${attribute}`, `${alias}.${column(attribute)}`]),
    );

  const rowsOf = (member: string) => {
    const { connection } = strapi.db;
    return inCurrentTransaction(
      connection({ s: supporters.table })
        .leftJoin({ t: tiers.table }, (on) => on.onVal('t.locale', defaultLanguage))
        .where(`s.${supporters.column('member')}`, member)
        .select(selected('s', inputAttributes, supporters.column))
        .select(selected('t', tierAttributes, tiers.column)),
    );
  };

  const partOf = (row: Readonly<Record<string, unknown>>, alias: string, attributes: readonly string[]) =>
    Object.fromEntries(attributes.map((attribute) => [attribute, row[`${alias}_${attribute}`]]));

  return {
    /** The level of a member, in one query. */
    async of(member: string, now: Date): Promise<Level> {
      const parsed = recordList.parse(await rowsOf(member)).map((row) =>
        joined.parse({
          supporter: partOf(row, 's', inputAttributes),
          tier: partOf(row, 't', tierAttributes),
        }),
      );
      const inputs: LevelInputs = parsed[0]?.supporter ?? { membership: null, paid: null, grant: null };
      return levelOf(inputs, parsed.map(({ tier }) => tier).filter(isTier), settings, now);
    },

    /** All tiers of the club, cheapest first. */
    async clubTiers(): Promise<ClubTier[]> {
      const found: unknown = await strapi.db.query('api::patreon-tier.patreon-tier').findMany({
        where: { locale: defaultLanguage },
        select: [...tierAttributes],
        orderBy: { amountCents: 'asc' },
      });
      return z.array(clubTier).parse(found);
    },
  };
}
export type Levels = ReturnType<typeof createLevels>;
