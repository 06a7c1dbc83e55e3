/** Milliseconds. More than InnoDB lets a statement wait for a lock (config/database.ts). */
const longestMs = 15_000;

type Done = (error: unknown, ...rest: unknown[]) => void;

/** What is used of mysql2's connection, as knex uses it. */
interface Connection {
  query(statement: object, bindings: unknown, done: Done): unknown;
}

const isConnection = (value: unknown): value is Connection =>
  typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';

const isSilence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'PROTOCOL_SEQUENCE_TIMEOUT';

const limited = new WeakSet<object>();

/**
 * Ends statements that a server does not answer: a network may lose a connection without a word, and neither the driver nor
 * knex would ever say so. What comes on the connection later would answer another question, so it is given up.
 *
 * @param applies asked at each statement; a migration or an import may take its time
 */
export function limitStatements(
  connection: unknown,
  applies: () => boolean,
  discard: (connection: object, error: unknown) => void,
): void {
  if (!isConnection(connection) || limited.has(connection)) return;
  limited.add(connection);
  const query = connection.query.bind(connection);
  connection.query = (statement, bindings, done) => {
    if (!applies() || typeof done !== 'function') return query(statement, bindings, done);
    return query({ timeout: longestMs, ...statement }, bindings, (error, ...rest) => {
      if (isSilence(error)) discard(connection, error);
      done(error, ...rest);
    });
  };
}

/**
 * A SELECT that the server itself ends with an error when it takes too long. MariaDB alone reads the comment
 * (https://mariadb.com/kb/en/comment-syntax/), MySQL alone the hint (https://dev.mysql.com/doc/refman/8.4/en/optimizer-hints.html).
 */
export const limitedSelect = (sql: string, milliseconds: number): string =>
  sql.replace(
    /^select\b/i,
    `/*M! SET STATEMENT max_statement_time=${milliseconds / 1000} FOR */ $& /*+ MAX_EXECUTION_TIME(${milliseconds}) */`,
  );
