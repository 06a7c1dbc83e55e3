import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startOwnServer } from './own-server.mjs';
import { findProgram } from './programs.mjs';

/**
 * Starts a temporary MariaDB (or MySQL) server whose root has no password.
 *
 * @param {{ durable?: boolean }} settings durable: a commit is flushed to disk, as in a real club; otherwise not, since
 *   these databases are temporary
 */
export async function startMariadb({ durable = false } = {}) {
  const program = findProgram('mariadbd', 'mysqld');
  if (!program) throw new Error('Neither mariadbd nor mysqld is installed.');
  const prepare = (folder, port) => {
    createSystemTables(program, folder);
    return serverArguments(folder, port, durable);
  };
  const server = await startOwnServer('The database server', program, prepare, { limitMs: 60_000 });
  return { ...server, host: '127.0.0.1', user: 'root', password: '' };
}

const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);
const isMariadb = (program) =>
  /mariadb/i.test(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout);

function createSystemTables(program, folder) {
  const datadir = path.join(folder, 'data');
  const installer = isMariadb(program) ? findProgram('mariadb-install-db', 'mysql_install_db') : program;
  const args = isMariadb(program)
    ? ['--no-defaults', `--datadir=${datadir}`, '--auth-root-authentication-method=normal', '--skip-test-db']
    : ['--no-defaults', '--initialize-insecure', `--datadir=${datadir}`];
  const result = spawnSync(installer, [...args, ...asRoot()], { encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`No database could be prepared: ${result.stderr || result.stdout}`);
}

const serverArguments = (folder, port, durable) => [
  '--no-defaults',
  `--datadir=${path.join(folder, 'data')}`,
  `--socket=${path.join(folder, 'sock')}`,
  `--pid-file=${path.join(folder, 'pid')}`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  `--innodb-flush-log-at-trx-commit=${durable ? 1 : 0}`,
  '--character-set-server=utf8mb4',
  ...asRoot(),
];
