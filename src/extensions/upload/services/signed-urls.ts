import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { uploadProvider } from '../../../plugins/content/server/services/media-files';

interface StoredFile {
  id?: number | string;
  gate?: string | null;
}

export type SignFileUrls = <Stored extends StoredFile>(file: Stored) => Promise<Stored>;

const gated = z.object({ gate: z.string().nullable() }).nullish();
const ofPanel = z.object({ auth: z.object({ strategy: z.object({ name: z.literal('admin') }) }) });

/**
 * Strapi signs the addresses of a private provider for whoever reads them, by REST and GraphQL too. What is behind a gate is signed for
 * the admin panel only; members get links of their own (patreon/server/services/file-links.ts).
 */
export const signForPanelOnly =
  (strapi: Core.Strapi, sign: SignFileUrls): SignFileUrls =>
  async (file) => {
    if (!(await uploadProvider(strapi).isPrivate())) return sign(file);
    if (ofPanel.safeParse(strapi.requestContext.get()?.state).success) return sign(file);
    return (await gateOf(strapi, file)) === 'private' ? { ...file, isUrlSigned: false } : sign(file);
  };

/** A query may have left the attribute out. */
async function gateOf(strapi: Core.Strapi, { id, gate }: StoredFile): Promise<string | null> {
  if (gate !== undefined) return gate;
  const row: unknown = await strapi.db
    .query('plugin::upload.file')
    .findOne({ where: { id }, select: ['gate'] });
  return gated.parse(row)?.gate ?? null;
}
