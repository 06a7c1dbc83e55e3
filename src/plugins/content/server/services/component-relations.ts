import { createRequire } from 'node:module';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { typesHolding, type ComponentSchemas } from '../domain/component-owners';

type IsKept = (relation: object, model: { uid: string }, trx: unknown) => Promise<boolean>;
const coreComponents = z.looseObject({
  createComponentRelationFilter: z.custom<() => IsKept>((value) => typeof value === 'function'),
});

/**
 * Publishing and discarding ask, for every component entry that links to the document, whether the entry belongs to a type
 * with drafts (core's `document-service/components.js`): two queries each, of which one reads all entries of the component,
 * since Strapi has no index for it. With 5,000 events, publishing one artist blocked the club for 15 s. If all types that hold
 * a component have drafts, the answer is known without asking.
 */
export function answerComponentParents(strapi: Core.Strapi): void {
  // The package does not export the file.
  const core = path.dirname(require.resolve('@strapi/core/package.json'));
  const components: unknown = createRequire(__filename)(
    path.join(core, 'dist/services/document-service/components.js'),
  );
  const original = coreComponents.parse(components).createComponentRelationFilter;
  const schemas: ComponentSchemas = {
    types: Object.fromEntries(Object.entries(strapi.contentTypes)),
    components: Object.fromEntries(Object.entries(strapi.components)),
  };
  const create = (): IsKept => {
    const ask = original();
    const isHeldByDrafts = new Map<string, boolean>();
    return async (relation, model, trx) => {
      if (!(model.uid in schemas.components)) return ask(relation, model, trx);
      const known = isHeldByDrafts.get(model.uid);
      const holders = known === undefined ? typesHolding(model.uid, schemas) : [];
      const answer =
        known ?? (holders.length > 0 && holders.every(({ options }) => options?.draftAndPublish));
      isHeldByDrafts.set(model.uid, Boolean(answer));
      return answer ? false : ask(relation, model, trx);
    };
  };
  Object.assign(z.custom<object>((value) => typeof value === 'object').parse(components), {
    createComponentRelationFilter: create,
  });
}
