import { z } from 'zod';

/**
 * What an error says about the database:
 *
 * - `unavailable`: it cannot be reached, does not answer, or the connection was lost;
 * - `busy`: a lock is held, or all connections are in use, for longer than we wait;
 * - `read-only`: it stores nothing at the moment, because its disk is full, failing or read-only;
 * - `deadlock`: the transaction was rolled back in favour of another, and may be repeated;
 * - `timeout`: the statement was ended because it took too long.
 */
export type DatabaseErrorKind = 'unavailable' | 'busy' | 'read-only' | 'deadlock' | 'timeout';

/** A failed COMMIT. It keeps the driver's code, so that deadlocks are recognized. */
export class CommitError extends Error {
  override name = 'CommitError';
  readonly code: string | undefined;

  /** @param isOutcomeKnown whether nothing was stored for certain; false if the connection was lost before an answer */
  constructor(
    override readonly cause: unknown,
    readonly isOutcomeKnown: boolean,
  ) {
    super(`COMMIT failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.code = z.object({ code: z.string() }).safeParse(cause).data?.code;
  }
}

/** https://sqlite.org/rescode.html; extended codes begin with the primary one. */
const sqliteKinds: readonly (readonly [RegExp, DatabaseErrorKind])[] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'busy'],
  [/^SQLITE_(FULL|READONLY|IOERR)/, 'read-only'],
  [/^SQLITE_(CANTOPEN|CORRUPT|NOTADB|NOMEM|PERM)/, 'unavailable'],
  [/^SQLITE_INTERRUPT/, 'timeout'],
];

/**
 * By number, since mysql2 does not know MariaDB's own names
 * (https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html,
 * https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference).
 */
const mysqlKinds = new Map<number, DatabaseErrorKind>(
  (
    [
      // Too many connections, shutting down, killed, the network, access taken away.
      ['unavailable', [1040, 1044, 1045, 1049, 1053, 1077, 1078, 1079, 1080, 1129, 1130, 1152, 1158, 1159]],
      ['unavailable', [1160, 1161, 1184, 1203, 1226, 1927, 4031]],
      ['busy', [1205, 3572]],
      // The disk is full, a write failed, a server or transaction that is read-only, COMMIT refused.
      ['read-only', [3, 1021, 1026, 1114, 1180, 1290, 1792, 1836]],
      ['deadlock', [1213]],
      ['timeout', [1317, 1969, 3024]],
    ] as const
  ).flatMap(([kind, numbers]) => numbers.map((number) => [number, kind] as const)),
);

const sqliteError = z.object({ name: z.literal('SqliteError'), code: z.string() });
const closedSqlite = z.object({ message: z.literal('The database connection is not open') });
const mysqlError = z.object({ errno: z.number(), sqlState: z.string() });
/** mysql2 marks errors after which the connection is unusable; network errors of other clients lack this. */
const lostConnection = z.object({ fatal: z.literal(true) });
/** The server did not answer within a statement's `timeout` (mysql-statements.ts). */
const silentServer = z.object({ code: z.literal('PROTOCOL_SEQUENCE_TIMEOUT') });
const knexTimeout = z.object({ name: z.literal('KnexTimeoutError'), message: z.string() });
const closedPool = z.object({ message: z.literal('Unable to acquire a connection') });
const caused = z.object({ cause: z.unknown() });

const mostCauses = 5;

/** @returns null for errors that are not the database's: faults of the request, or of this program */
export function classifyDatabaseError(error: unknown, depth = 0): DatabaseErrorKind | null {
  if (typeof error !== 'object' || error === null || depth > mostCauses) return null;
  return ownKind(error) ?? classifyDatabaseError(caused.safeParse(error).data?.cause, depth + 1);
}

function ownKind(error: object): DatabaseErrorKind | null {
  const sqlite = sqliteError.safeParse(error).data;
  if (sqlite) return sqliteKinds.find(([pattern]) => pattern.test(sqlite.code))?.[1] ?? null;
  const mysql = mysqlError.safeParse(error).data;
  const mysqlKind = mysql && mysqlKinds.get(mysql.errno);
  if (mysqlKind) return mysqlKind;
  if (lostConnection.safeParse(error).success) return 'unavailable';
  if (silentServer.safeParse(error).success) return 'unavailable';
  const knex = knexTimeout.safeParse(error).data;
  if (knex) return knex.message.includes('acquiring a connection') ? 'busy' : 'timeout';
  if (closedSqlite.safeParse(error).success || closedPool.safeParse(error).success) return 'unavailable';
  return null;
}

/** The answer to clients at every entry point: status 503, this message, and Retry-After. */
export interface DatabaseFailure {
  kind: DatabaseErrorKind;
  message: string;
  /** Seconds. */
  retryAfter: number;
}

const failures: Readonly<Record<DatabaseErrorKind, Omit<DatabaseFailure, 'kind'>>> = {
  unavailable: { message: 'The database cannot be reached at the moment. Try again soon.', retryAfter: 5 },
  busy: { message: 'The database is busy at the moment. Try again soon.', retryAfter: 5 },
  'read-only': {
    message: 'The database cannot store anything at the moment. Try again later.',
    retryAfter: 60,
  },
  deadlock: { message: 'The database is busy at the moment. Try again soon.', retryAfter: 1 },
  timeout: { message: 'The database took too long to answer. Try again later.', retryAfter: 30 },
};

const unknownOutcome =
  'The connection to the database was lost while saving. It is not known whether this was saved: look before you try again.';

/** @returns null for errors that are not the database's */
export function databaseFailureOf(error: unknown): DatabaseFailure | null {
  if (error instanceof CommitError && !error.isOutcomeKnown)
    return { kind: 'unavailable', message: unknownOutcome, retryAfter: failures.unavailable.retryAfter };
  const kind = classifyDatabaseError(error);
  return kind && { kind, ...failures[kind] };
}

/** A value that its column cannot hold (https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html). */
const unfitValues = new Map([
  [1264, 'is out of range'],
  [1366, 'cannot be stored'],
  [1406, 'is too long'],
]);
const unfit = z.object({ errno: z.number(), sqlMessage: z.string() });

/**
 * The issue with a value that MySQL refuses and Strapi did not check: it limits texts of content, and few other values.
 *
 * @returns the column and a sentence, or null
 */
export function unfitValueOf(error: unknown): { column: string; message: string } | null {
  const found = unfit.safeParse(error).data;
  const problem = found && unfitValues.get(found.errno);
  const column = found && /column (?:`[^`]+`\.`[^`]+`\.)?[`']([^`']+)[`']/.exec(found.sqlMessage)?.[1];
  return problem && column ? { column, message: `${column} ${problem}` } : null;
}

const duplicate = z.object({ code: z.enum(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE']) });

/** Whether a row was refused because of a unique index. */
export const isDuplicate = (error: unknown): boolean => duplicate.safeParse(error).success;
