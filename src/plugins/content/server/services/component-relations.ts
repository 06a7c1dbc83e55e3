import { createRequire } from 'node:module';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isObject } from '../../../../shared/server/is-record';
import { typesHolding, type ComponentSchemas } from '../domain/component-owners';

type IsKept = (relation: object, model: { uid: string }, trx: unknown) => Promise<boolean>;
const coreComponents = z.custom<{ createComponentRelationFilter: () => IsKept }>(
  (value) => isObject(value) && 'createComponentRelationFilter' in value,
);

/**
 * Publishing and discarding ask, for every component entry that links to the document, whether the entry belongs to a type
 * with drafts (core's `document-service/components.js`): two queries each, of which one reads all entries of the component,
 * since Strapi has no index for it. With 5,000 events, publishing one artist blocked the club for 15 s. If all types that hold
 * a component have drafts, the answer is known without asking.
 */
export function answerComponentParents(strapi: Core.Strapi): void {
  // The package belongs to Strapi, and does not export the file.
  const ofStrapi = createRequire(require.resolve('@strapi/strapi/package.json'));
  const core = path.dirname(ofStrapi.resolve('@strapi/core/package.json'));
  const components = coreComponents.parse(
    ofStrapi(path.join(core, 'dist/services/document-service/components.js')),
  );
  const original = components.createComponentRelationFilter;
  const schemas: ComponentSchemas = {
    types: Object.fromEntries(Object.entries(strapi.contentTypes)),
    components: Object.fromEntries(Object.entries(strapi.components)),
  };
  const heldByDrafts = new Set(
    Object.keys(schemas.components).filter((uid) => {
      const holders = typesHolding(uid, schemas);
      return holders.length > 0 && holders.every(({ options }) => options?.draftAndPublish);
    }),
  );
  components.createComponentRelationFilter = () => {
    const ask = original();
    return async (relation, model, trx) => !heldByDrafts.has(model.uid) && ask(relation, model, trx);
  };
}
