/** How much one query of REST, GraphQL or the admin panel may ask of the database. */
export interface QueryLimits {
  /** Comparisons in `filters`. */
  conditions: number;
  /** Levels of nesting in `filters`. */
  depth: number;
  /** Relations, media and components that `filters` and `sort` go through, each time they do. */
  relations: number;
  /**
   * Those of them with several entries. Each is a join of its own, even where it is the same relation as before, and
   * multiplies the rows: three on a club with four artists an event make 64 of one.
   */
  toMany: number;
  sortKeys: number;
  populates: number;
  populateDepth: number;
  fields: number;
  /** Values in a list, as of `$in`. */
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

/** For programs with an API token, which an administrator has made: they may ask more. */
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
 * For staff in the admin panel, whose queries nobody ends. A folder may have hundreds of files: each further relation with
 * several entries multiplies the rows by as many, and the panel itself never asks for more than one. A long text that is looked for
 * in long texts takes seconds.
 */
export const panelLimits: QueryLimits = { ...staffLimits, relations: 8, toMany: 2, text: 1_000 };
