/** Attributes whose field in the contract has another name. */
const attributes: Readonly<Record<string, string>> = {
  status: 'eventStatus',
  artists: 'lineUp',
  published_at: 'date',
  patreon_url: 'patreonTierId',
};

/** Fields that follow from others, or say nothing about the text. */
const derived = new Set([
  'id',
  'language',
  'fallback',
  'created_at',
  'updated_at',
  'json_ld',
  'sl_time',
  'locked',
]);

/** The attribute of a field of the contract: `startTime` of `start_time`. */
export const attributeOf = (field: string): string =>
  attributes[field] ?? field.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** The attributes in which two views of a document differ. */
export function changedAttributes(before: object, after: object): string[] {
  const former = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(
      ([field, value]) =>
        !derived.has(field) && JSON.stringify(value) !== JSON.stringify(former.get(field) ?? null),
    )
    .map(([field]) => attributeOf(field));
}
