import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isRecord } from '../../../../shared/server/is-record';
import { etagOf, mergePatch, storageIssue } from '../domain/options';
import type { MemberWrites } from './member-writes';

const uid = 'plugin::accounts.option';
const stored = z.object({ id: z.number(), document: z.string() }).nullable();

export interface Options {
  document: Record<string, unknown>;
  etag: string;
}
type PatchOutcome =
  ({ outcome: 'done' } & Options) | { outcome: 'stale' } | { outcome: 'refused'; reason: string };

function optionsOf(json: string): Options {
  const document: unknown = JSON.parse(json);
  if (!isRecord(document)) throw new Error('The stored options of a member are no object');
  return { document, etag: etagOf(json) };
}

/** Each member's own settings of the front end: one JSON document. */
export function createOptions(strapi: Core.Strapi, memberWrites: MemberWrites) {
  const table = () => strapi.db.query(uid);
  const find = async (member: string) => stored.parse(await table().findOne({ where: { member } }));

  return {
    async of(member: string): Promise<Options> {
      return optionsOf((await find(member))?.document ?? '{}');
    },

    /**
     * Applies a merge patch.
     *
     * @param isExpected whether the tag of what is stored is the one that the client wants to change
     */
    patch: (
      member: { id: number; documentId: string },
      patch: Readonly<Record<string, unknown>>,
      isExpected: (etag: string) => boolean,
    ): Promise<PatchOutcome> =>
      memberWrites(member, async () => {
        const row = await find(member.documentId);
        const before = optionsOf(row?.document ?? '{}');
        if (!isExpected(before.etag)) return { outcome: 'stale' };
        const merged = mergePatch(before.document, patch);
        const reason = storageIssue(merged);
        if (reason !== null) return { outcome: 'refused', reason };
        const document = JSON.stringify(merged);
        if (row) await table().update({ where: { id: row.id }, data: { document } });
        else await table().create({ data: { member: member.documentId, document } });
        return { outcome: 'done', ...optionsOf(document) };
      }),
  };
}
