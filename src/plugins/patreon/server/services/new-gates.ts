import type { Core } from '@strapi/strapi';
import { jobsService } from '../../../jobs/server/services';
import { fileHolders } from './file-uses';

/**
 * Has all files looked at once when the gates are others than at the last start: a club may be older than its gates. Its files are
 * public until the job has moved them.
 *
 * @throws Error for a gated component: it may have files, and nothing would look for them there
 */
export async function lookAtFilesOfNewGates(strapi: Core.Strapi): Promise<void> {
  const gates = fileHolders(strapi).flatMap(({ uid, schema, gate }) => {
    if (!gate) return [];
    for (const field of gate.fields)
      if (['component', 'dynamiczone', 'blocks'].includes(schema.attributes[field]?.type ?? ''))
        throw new Error(`${uid}: '${field}' cannot be gated: files in it would stay public`);
    return [`${uid}: ${[...gate.fields].sort().join(', ')}`];
  });
  const store = strapi.store({ type: 'plugin', name: 'patreon', key: 'file-gates' });
  const said = JSON.stringify(gates.sort());
  const before: unknown = await store.get({});
  if (before === said) return;
  await strapi.db.transaction(async () => {
    if ((await strapi.db.query('plugin::upload.file').count({})) > 0)
      await jobsService(strapi).enqueue('patreon.place-files', {}, { key: 'all' });
    await store.set({ value: said });
  });
}
