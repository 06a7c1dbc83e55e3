import { z } from 'zod';

const declaration = z.object({
  tier: z.string(),
  fields: z.array(z.string()).min(1),
  whole: z.boolean().default(false),
});

/** What a content type's schema says under `pluginOptions.patreon.gate`. */
export interface Gate {
  /** The relation that names the lowest tier that opens the gate. */
  tier: string;
  /** The attributes behind the gate. */
  fields: readonly string[];
  /** Every document of the type is behind the gate, with a tier or without. */
  whole: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/** Who reads. */
export interface Viewer {
  /** Whether what they pay opens a gated row. */
  opens(row: Row): boolean;
}

/** Who is not known to be a patron. */
export const nobody: Viewer = { opens: () => false };

/**
 * The gate that a content type declares, or null where it has none.
 *
 * @throws ZodError when the declaration has another form: better no start than an open gate
 */
export function gateOf(contentType: { pluginOptions?: object }): Gate | null {
  const { pluginOptions = {} } = contentType;
  const patreon = 'patreon' in pluginOptions ? pluginOptions.patreon : undefined;
  if (typeof patreon !== 'object' || patreon === null || !('gate' in patreon)) return null;
  return declaration.parse(patreon.gate);
}

/**
 * Whether a row's gated fields ask for a tier at all. A row that was read without its tier counts as gated: only a
 * tier that was looked for and is not there (null) opens it.
 *
 * Hand in the row of the default language: a translation has no tier of its own where the tier is not translated.
 */
export function isGated(gate: Gate, row: Row): boolean {
  return gate.whole || row[gate.tier] !== null;
}

/** Whether a viewer sees the gated fields of a row. The rule of the row is that of `isGated`. */
export function mayRead(gate: Gate, row: Row, viewer: Viewer): boolean {
  return !isGated(gate, row) || viewer.opens(row);
}

/** The opposite of `mayRead`, as the APIs tell it: `locked`. A type without a gate is never locked. */
export function locked(gate: Gate | null, row: Row, viewer = nobody): boolean {
  return gate !== null && !mayRead(gate, row, viewer);
}
