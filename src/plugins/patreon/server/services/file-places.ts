import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { isPrivateAddress, privateAddress } from '../../../content/server/domain/media/private-address';
import { contentServices } from '../../../content/server/services';
import { contentOf, providerService, uploadProvider } from '../../../content/server/services/media-files';
import { RetryAt } from '../../../jobs/server/outcomes';
import { fileGateOf, type FileGate } from '../domain/file-gate';
import { createFileUses } from './file-uses';

const fileUid = 'plugin::upload.file';

const size = z.looseObject({ hash: z.string(), ext: z.string().nullish(), url: z.string() });
type Size = z.infer<typeof size>;
const storedFile = size.extend({
  id: z.number(),
  name: z.string(),
  mime: z.string(),
  provider: z.string(),
  gate: z.enum(['private', 'shared']).nullable(),
  formats: z.record(z.string(), size).nullish(),
  updatedAt: z.unknown(),
});
type StoredFile = z.infer<typeof storedFile>;

const nameOf = ({ hash, ext }: Size): string => `${hash}${ext ?? ''}`;
const sizesOf = (file: StoredFile): Size[] => [file, ...Object.values(file.formats ?? {})];
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** When a job looks again at a file that is being replaced. */
const laterMs = 5_000;

/**
 * Moves files behind the gate and back. The new copies are made first, then one transaction changes the addresses, then the old copies
 * are deleted: whatever line a process dies at, the file is whole at the address that its row has, and the next run finishes.
 */
export function createFilePlaces(strapi: Core.Strapi) {
  const files = () => strapi.db.query(fileUid);
  const folder = () => contentServices(strapi).privateFiles;
  const uses = createFileUses(strapi);
  const currentProvider = (): string => strapi.config.get<string>('plugin::upload.provider');

  async function find(id: number): Promise<StoredFile | null> {
    const row: unknown = await files().findOne({ where: { id } });
    return storedFile.nullable().parse(row);
  }

  /** Whether anything about a file has changed since it was read, or is about to. */
  async function hasChanged(file: StoredFile): Promise<boolean> {
    const now = await find(file.id);
    return (
      JSON.stringify(now) !== JSON.stringify(file) ||
      (await contentServices(strapi).pendingUploads.isBeingStored(file.hash))
    );
  }

  /**
   * Changes the row of a file for which copies have been made.
   * @throws RetryAt if they may be copies of something else by now
   */
  async function change(file: StoredFile, data: object): Promise<void> {
    await inTransaction(strapi, async () => {
      if (await hasChanged(file))
        throw new RetryAt(new Date(Date.now() + laterMs), 'The file is being changed');
      await files().update({ where: { id: file.id }, data });
    });
  }

  /** The addresses of a file in all its sizes. */
  const addressed = async (file: StoredFile, addressOf: (of: Size) => Promise<string> | string) => {
    const formats: Record<string, Size> = {};
    for (const [key, of] of Object.entries(file.formats ?? {}))
      formats[key] = { ...of, url: await addressOf(of) };
    return { url: await addressOf(file), ...(file.formats && { formats }) };
  };

  /** Takes a file away from the upload provider. */
  async function moveIn(file: StoredFile): Promise<void> {
    for (const each of sizesOf(file)) {
      if (isPrivateAddress(each.url)) continue;
      try {
        await folder().write(nameOf(each), await contentOf(strapi, { ...each, provider: file.provider }));
      } catch (error) {
        // What the provider has lost cannot be copied, and nobody can read it.
        if (!isMissing(error)) throw error;
      }
    }
    await change(file, {
      gate: 'private',
      ...(await addressed(file, (each) => privateAddress(nameOf(each)))),
    });
  }

  /** Gives a file to the upload provider. */
  async function moveOut(file: StoredFile, gate: FileGate): Promise<void> {
    const store = async (each: Size): Promise<string> => {
      const handle = await folder().open(nameOf(each));
      if (!handle) return each.url;
      await handle.close();
      const getStream = () => folder().read(nameOf(each));
      const copy = {
        ...each,
        name: file.name,
        mime: file.mime,
        ext: each.ext ?? '',
        url: '',
        formats: {},
        getStream,
      };
      await providerService(strapi).upload(copy);
      return copy.url;
    };
    const provider = currentProvider();
    await change(file, { gate, provider, ...(await addressed(file, store)) });
  }

  /** By its name, not by its address, which is the private one now. */
  async function deletePublicCopy(provider: string, of: Size): Promise<void> {
    if (provider === currentProvider()) await uploadProvider(strapi).delete({ ...of, url: '' });
    else if (provider === 'local')
      await rm(path.join(strapi.dirs.static.public, 'uploads', nameOf(of)), { force: true });
    else
      strapi.log.error(
        `patreon: ${nameOf(of)} is behind the gate now, but '${provider}', where it was, is not the upload provider any more: delete it there.`,
      );
  }

  /** Deletes what a move has left: the copies that the row of a file does not name. */
  async function clear(file: StoredFile): Promise<void> {
    for (const each of sizesOf(file)) {
      if (!isPrivateAddress(each.url)) await folder().remove(nameOf(each));
      else await deletePublicCopy(file.provider, each);
    }
  }

  return {
    /**
     * Puts a file where it belongs, by who uses it now. Doing so again changes nothing.
     * @throws RetryAt while somebody replaces it
     */
    async place(id: number): Promise<void> {
      const file = await find(id);
      if (!file) return;
      const users = await uses.of(file);
      const gate = fileGateOf(
        file.gate,
        users.flatMap((user) => user.uses),
      );
      // A private provider gives nobody an address that is not signed: nothing has to be moved.
      const isHere = isPrivateAddress(file.url);
      const belongsHere = gate === 'private' && !(await uploadProvider(strapi).isPrivate());
      if (belongsHere && !isHere) await moveIn(file);
      else if (!belongsHere && isHere) await moveOut(file, gate);
      else if (gate !== file.gate) await change(file, { gate });
      const placed = await find(id);
      if (placed && !(await contentServices(strapi).pendingUploads.isBeingStored(placed.hash)))
        await clear(placed);
    },
  };
}
