import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { defaultLanguage } from '../domain/languages';
import { gateOf } from '../domain/schema';
import { schemasOf } from './schemas';

const documentList = z.array(z.object({ documentId: z.string() }));

/** A gate is closed by the link to its tier, so a tier must not go while anything asks for it: the gate would open. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { all } = schemasOf(strapi);

  return {
    /**
     * Judges the deletion of a document that may be a tier; one language of it may go.
     * @throws ValidationError naming how many documents of which type ask for it
     */
    async keptWhileAsked(
      uid: UID.ContentType,
      { documentId, locale }: Readonly<Record<string, unknown>>,
    ): Promise<void> {
      if (locale !== '*') return;
      for (const type of all) {
        const tier = gateOf(type)?.tier;
        if (tier === undefined || type.attributes[tier]?.target !== uid) continue;
        const rows: unknown = await strapi.db
          .query(type.uid)
          .findMany({ select: ['documentId'], where: { [tier]: { documentId }, locale: defaultLanguage } });
        // Drafts and published rows alike: either would open, now or later.
        const asking = new Set(documentList.parse(rows).map((row) => row.documentId)).size;
        if (asking === 0) continue;
        const message = `${asking} of type ${type.info.singularName} ask for this tier: give them another one first, or none`;
        throw new errors.ValidationError(message, {
          errors: [{ path: ['documentId'], message, name: 'ValidationError' }],
        });
      }
    },
  };
};
