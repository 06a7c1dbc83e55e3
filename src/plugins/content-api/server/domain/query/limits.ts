/** Limits for a query of REST, GraphQL or the admin panel. */
export interface QueryLimits {
  /** Comparisons in `filters`. */
  conditions: number;
  /** Levels of nesting in `filters`. */
  depth: number;
  /** Relations, media and components used in `filters` and `sort`, counted each time. */
  relations: number;
  /**
   * Relations with several entries. Each use is a separate join, even of the same relation, and multiplies the rows: with
   * four artists per event, three of them turn one row into 64.
   */
  toMany: number;
  sortKeys: number;
  populates: number;
  populateDepth: number;
  fields: number;
  /** Values in a list, such as that of `$in`. */
  listValues: number;
  /** Characters of a text. */
  text: number;
  parameters: number;
}

/** For visitors and members. */
export const readerLimits: QueryLimits = {
  conditions: 20,
  depth: 10,
  relations: 8,
  toMany: 3,
  sortKeys: 5,
  populates: 30,
  populateDepth: 5,
  fields: 50,
  listValues: 100,
  text: 500,
  parameters: 200,
};

/** For API tokens, which only administrators create. */
export const staffLimits: QueryLimits = {
  conditions: 200,
  depth: 20,
  relations: 20,
  toMany: 5,
  sortKeys: 20,
  populates: 100,
  populateDepth: 10,
  fields: 200,
  listValues: 1_000,
  text: 10_000,
  parameters: 1_000,
};

/**
 * For the admin panel, whose queries have no timeout. A folder may have hundreds of files: each additional to-many
 * relation multiplies the rows by that, and the panel itself never uses more than one. Searching long texts for a long
 * text takes seconds.
 */
export const panelLimits: QueryLimits = { ...staffLimits, relations: 8, toMany: 2, text: 1_000 };
