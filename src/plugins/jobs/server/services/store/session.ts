export type Binding = string | number | null;

/** One transaction at the database: plain SQL that SQLite, MySQL and MariaDB read alike. */
export interface Session {
  all(sql: string, bindings: readonly Binding[]): Promise<unknown[]>;
  /** @returns how many rows it changed */
  run(sql: string, bindings: readonly Binding[]): Promise<number>;
}

/** What differs between the databases. */
export interface Dialect {
  /** Runs `work` in a transaction of its own, and commits it. */
  transaction: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** Runs `work`, which only reads, and waits for nobody who writes. */
  read: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** Appended to a SELECT: passes over rows that another process is claiming, and keeps these for us. */
  claiming: string;
  /** After the table of a SELECT: finds rows by their pending keys, and locks those entries before the rows. */
  byPendingKey: string;
  /** Appended to the SELECT of a queue's row: makes claims of a name with limits wait for each other. */
  locking: string;
  /** Between an INSERT and what becomes of the row that is there already. */
  onDuplicate: string;
  /** The value that the INSERT would have put into a column. */
  inserted: (column: string) => string;
  least: (...values: string[]) => string;
  /** An INSERT that leaves be what is there. */
  insertIgnore: string;
  /** An UPDATE that passes over rows that would be the same as others where they must not. */
  updateIgnore: string;
}

/** What is used of knex's pool, whose own types say `any`. */
export interface Pool<Connection> {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
