import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { gateOf, isGated, publicationDate, publicLanguages } from '../../../content/server/domain/public';
import type { ClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import { readLanguages } from '../domain/entry-gaps';

const rows = z.array(z.record(z.string(), z.unknown()));
const tierName = z.object({ name: z.string().nullish(), slug: z.string().nullish() }).nullish();
const date = z.coerce.date();

export interface ReadAudience {
  languages: Language[];
  /** The day of its publication, for types that have one. */
  from: Date | null;
  isGated: boolean;
  tier: string | null;
}

/** Who reads a document on the website. One query; nobody where there is no document. */
export async function readAudience(
  strapi: Core.Strapi,
  uid: ClubType,
  documentId: string | null,
): Promise<ReadAudience> {
  const type = schemasOf(strapi).type(uid);
  const gate = gateOf(type);
  const found =
    documentId === null
      ? []
      : rows.parse(
          await strapi.db.query(uid).findMany({
            where: { documentId },
            ...(gate && { populate: { [gate.tier]: true } }),
          }),
        );
  const english = found.find(({ locale, publishedAt }) => locale === defaultLanguage && publishedAt !== null);
  const day = publicationDate(uid);
  const isClosed = Boolean(gate && english && isGated(gate, english));
  const tier = gate && english && isClosed ? tierName.parse(english[gate.tier]) : null;
  return {
    languages: readLanguages(type.attributes, publicLanguages(type, found), found),
    from: day === undefined || !english ? null : date.parse(english[day]),
    isGated: isClosed,
    tier: tier?.name ?? tier?.slug ?? null,
  };
}
