import Sqlite from 'better-sqlite3';
import {
  classifyDatabaseError,
  CommitError,
  databaseFailureOf,
  unfitValueOf,
  type DatabaseErrorKind,
} from './errors';

const sqlite = (code: string): Error => new Sqlite.SqliteError('it failed', code);
const mysql = (errno: number, code?: string): Error =>
  Object.assign(new Error('it failed'), { errno, code, sqlState: 'HY000', sqlMessage: 'it failed' });
const lost = (code?: string): Error => Object.assign(new Error('it failed'), { code, fatal: true });
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

const cases: readonly (readonly [string, unknown, DatabaseErrorKind | null])[] = [
  ['SQLite: another process writes', sqlite('SQLITE_BUSY'), 'busy'],
  ['SQLite: written since the transaction began', sqlite('SQLITE_BUSY_SNAPSHOT'), 'busy'],
  ['SQLite: a locked table', sqlite('SQLITE_LOCKED_SHAREDCACHE'), 'busy'],
  ['SQLite: a full disk', sqlite('SQLITE_FULL'), 'read-only'],
  ['SQLite: a file that may not be written to', sqlite('SQLITE_READONLY_DBMOVED'), 'read-only'],
  ['SQLite: a disk that fails', sqlite('SQLITE_IOERR_WRITE'), 'read-only'],
  ['SQLite: a file that is gone', sqlite('SQLITE_CANTOPEN'), 'unavailable'],
  ['SQLite: a damaged file', sqlite('SQLITE_CORRUPT_VTAB'), 'unavailable'],
  ['SQLite: a statement that was interrupted', sqlite('SQLITE_INTERRUPT'), 'timeout'],
  ['SQLite: a value twice', sqlite('SQLITE_CONSTRAINT_UNIQUE'), null],
  ['SQLite: faulty SQL', sqlite('SQLITE_ERROR'), null],
  ['SQLite: closed', new TypeError('The database connection is not open'), 'unavailable'],
  ['MySQL: connection lost', lost('PROTOCOL_CONNECTION_LOST'), 'unavailable'],
  ['MySQL: connection refused', lost('ECONNREFUSED'), 'unavailable'],
  ['MySQL: connection closed by us', lost(), 'unavailable'],
  ['MySQL: password refused at connecting', Object.assign(mysql(1045), { fatal: true }), 'unavailable'],
  ['MySQL: too many connections', mysql(1040, 'ER_CON_COUNT_ERROR'), 'unavailable'],
  ['MySQL: shutting down', mysql(1053, 'ER_SERVER_SHUTDOWN'), 'unavailable'],
  ['MariaDB: connection killed', mysql(1927), 'unavailable'],
  ['MySQL: lock waited for in vain', mysql(1205, 'ER_LOCK_WAIT_TIMEOUT'), 'busy'],
  ['MySQL: full table', mysql(1114, 'ER_RECORD_FILE_FULL'), 'read-only'],
  ['MySQL: full disk', mysql(1021, 'ER_DISK_FULL'), 'read-only'],
  ['MySQL: read-only server', mysql(1290, 'ER_OPTION_PREVENTS_STATEMENT'), 'read-only'],
  ['MySQL: deadlock', mysql(1213, 'ER_LOCK_DEADLOCK'), 'deadlock'],
  ['MySQL: statement took too long', mysql(3024, 'ER_QUERY_TIMEOUT'), 'timeout'],
  ['MariaDB: statement took too long', mysql(1969), 'timeout'],
  ['MySQL: a value twice', mysql(1062, 'ER_DUP_ENTRY'), null],
  ['MySQL: faulty SQL', mysql(1064, 'ER_PARSE_ERROR'), null],
  [
    'knex: a full pool',
    named('KnexTimeoutError', 'Knex: Timeout acquiring a connection. The pool is probably full.'),
    'busy',
  ],
  [
    'knex: a query with a time limit',
    named('KnexTimeoutError', 'Defined query timeout of 5ms exceeded'),
    'timeout',
  ],
  ['knex: a pool that is closed', new Error('Unable to acquire a connection'), 'unavailable'],
  ['a cause', new Error('not imported', { cause: sqlite('SQLITE_FULL') }), 'read-only'],
  ['a COMMIT that failed', new CommitError(sqlite('SQLITE_IOERR'), true), 'read-only'],
  ['a remote system that does not answer', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), null],
  ['a fault of this program', new TypeError('undefined is no function'), null],
  ['no error', undefined, null],
  ['a text', 'SQLITE_BUSY', null],
];

it.each(cases)('%s', (_what, error, kind) => {
  expect(classifyDatabaseError(error)).toBe(kind);
});

it('does not follow causes that go in a circle', () => {
  const error = new Error('no');
  error.cause = error;
  expect(classifyDatabaseError(error)).toBeNull();
});

it('says that an outcome is unknown, without asking to repeat the save', () => {
  const failure = databaseFailureOf(new CommitError(lost('PROTOCOL_CONNECTION_LOST'), false));
  expect(failure).toMatchObject({ kind: 'unavailable', retryAfter: 5 });
  expect(failure?.message).toContain('not known whether this was saved');
});

it('keeps the code of what made a COMMIT fail', () => {
  expect(new CommitError(mysql(1213, 'ER_LOCK_DEADLOCK'), true).code).toBe('ER_LOCK_DEADLOCK');
  expect(new CommitError('nothing', true).code).toBeUndefined();
});

it('reports nothing for other errors', () => {
  expect(databaseFailureOf(new Error('no'))).toBeNull();
});

it.each([
  [1406, "Data too long for column 'firstname' at row 1", 'firstname is too long'],
  [1264, "Out of range value for column 'amount' at row 1", 'amount is out of range'],
  [
    1366,
    "Incorrect string value: '\\xF0' for column `club`.`admin_users`.`lastname` at row 1",
    'lastname cannot be stored',
  ],
])('names the column of a value that does not fit: %i', (errno, sqlMessage, message) => {
  const error = Object.assign(new Error('no'), { errno, sqlState: '22001', sqlMessage });
  expect(unfitValueOf(error)?.message).toBe(message);
  expect(unfitValueOf(Object.assign(error, { errno: 1062 }))).toBeNull();
});
