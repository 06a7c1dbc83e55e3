import { z } from 'zod';
import type { LevelInputs } from '../domain/level';
import { membershipSchema } from '../domain/membership';

/** JSON that the database layer has parsed already, or that a plain query has left as text. */
const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value): unknown => (typeof value === 'string' ? JSON.parse(value) : value), schema);

/** MySQL's driver gives large integers as text. */
const timestamp = z.coerce.number().int().nullable();

const paid = z.object({ membership: membershipSchema, at: z.number() });

const inputColumns = z.object({
  membership: json(membershipSchema.nullable()),
  paid: json(paid.nullable()),
  grantTier: z.string().nullable(),
  grantUntil: timestamp,
});

/** What decides a supporter's level, of their row. */
export const inputsOf = ({
  membership,
  paid: lastPaid,
  grantTier,
  grantUntil,
}: z.infer<typeof inputColumns>): LevelInputs => ({
  membership,
  paid: lastPaid,
  grant: grantTier === null ? null : { tier: grantTier, until: grantUntil },
});

/** What decides a level, as it is stored. */
export const storedInputs = inputColumns.transform(inputsOf);

/** What Patreon has said, and is not applied yet, since a sync would take too many levels at once. */
const heldMembership = z.object({ run: z.number(), membership: membershipSchema.nullable(), at: z.number() });

/** A supporter, as stored. */
export const supporterRow = inputColumns.extend({
  id: z.number(),
  documentId: z.string(),
  patreonMemberId: z.string().nullable(),
  patreonUserId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  asOf: timestamp,
  asOfSource: z.enum(['api', 'delivery']).nullable(),
  held: json(heldMembership.nullable()),
  member: z.string().nullable(),
  linkedBy: z.enum(['oauth', 'email', 'staff']).nullable(),
  linkedAt: timestamp,
  grantBy: z.string().nullable(),
  grantNote: z.string().nullable(),
  levelCents: z.number(),
  levelTier: z.string().nullable(),
  levelRule: z.string().nullable(),
  levelUntil: timestamp,
  levelSince: timestamp,
});

export type SupporterRow = z.infer<typeof supporterRow>;
