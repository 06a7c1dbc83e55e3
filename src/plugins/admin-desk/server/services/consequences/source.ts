import type { Core } from '@strapi/strapi';
import type { ClubType } from '../../../../content/server/domain/writes';
import type { Consequence, ConsequenceAction } from '../../../contract/consequences';

/** A write that somebody has not made yet. */
export interface PlannedWrite {
  strapi: Core.Strapi;
  uid: ClubType;
  action: ConsequenceAction;
  /** Null for a document that does not exist yet. */
  documentId: string | null;
  now: Date;
}

/**
 * A kind of consequence. It looks twice: before the write, and in its transaction, which is rolled back then.
 *
 * @returns what looks the second time. It must not read outside of the transaction: on SQLite that would wait for its end
 */
export type ConsequenceSource = (write: PlannedWrite) => Promise<(written: string) => Promise<Consequence[]>>;
