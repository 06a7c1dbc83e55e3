import { commitOutcome } from './commit-outcome';

const error = (properties: object) => Object.assign(new Error('COMMIT'), properties);

it.each<[string, unknown, ReturnType<typeof commitOutcome>]>([
  ['a full disk under SQLite', error({ code: 'SQLITE_FULL' }), 'rolled back'],
  ['a lock under SQLite', error({ code: 'SQLITE_BUSY' }), 'rolled back'],
  [
    "a MySQL server's answer",
    error({ code: 'ER_ERROR_DURING_COMMIT', errno: 1180, sqlState: 'HY000' }),
    'rolled back',
  ],
  [
    'such an answer within another error',
    error({ cause: error({ code: 'ER_LOCK_DEADLOCK', sqlState: '40001' }) }),
    'rolled back',
  ],
  ['a connection that was lost', error({ code: 'PROTOCOL_CONNECTION_LOST', fatal: true }), 'unknown'],
  ['a connection that was reset', error({ code: 'ECONNRESET', errno: -104, fatal: true }), 'unknown'],
  ['one within another error', error({ cause: error({ code: 'EPIPE' }) }), 'unknown'],
  ['an error of nobody knows what', new Error('Connection lost'), 'unknown'],
  ['no error at all', 'lost', 'unknown'],
])('%s', (_name, fault, outcome) => expect(commitOutcome(fault)).toBe(outcome));
