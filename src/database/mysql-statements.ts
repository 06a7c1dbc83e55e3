/** Longer than InnoDB's lock wait timeout (config/database.ts). */
const longestMs = 15_000;

type Done = (error: unknown, ...rest: unknown[]) => void;

/** The parts of mysql2's connection that knex uses. */
interface Connection {
  query(statement: object, bindings: unknown, done: Done): unknown;
}

const isConnection = (value: unknown): value is Connection =>
  typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';

const isSilence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'PROTOCOL_SEQUENCE_TIMEOUT';

const limited = new WeakSet<object>();

/**
 * Limits statements that a server does not answer: a network may silently lose a connection, which neither the driver nor
 * knex detects. A late answer would belong to another statement, so the connection is discarded.
 *
 * @param applies called for each statement; a migration or an import may take longer
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
 * A SELECT with a timeout that the server enforces. Only MariaDB reads the comment (https://mariadb.com/kb/en/comment-syntax/),
 * only MySQL the hint (https://dev.mysql.com/doc/refman/8.4/en/optimizer-hints.html).
 */
export const limitedSelect = (sql: string, milliseconds: number): string =>
  sql.replace(
    /^select\b/i,
    `/*M! SET STATEMENT max_statement_time=${milliseconds / 1000} FOR */ $& /*+ MAX_EXECUTION_TIME(${milliseconds}) */`,
  );
