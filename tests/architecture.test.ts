import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const source = path.resolve(__dirname, '../src');

/** Whom each room may call (ARCHITECTURE.md); nobody calls src/index.ts, which calls what it assembles. */
const mayCall: Readonly<Record<string, readonly string[]>> = {
  api: [],
  admin: [],
  database: [],
  middlewares: ['database', 'plugins/accounts'],
  shared: [],
  extensions: ['plugins/content'],
  'plugins/accounts': ['plugins/jobs', 'shared'],
  'plugins/jobs': ['admin', 'database', 'shared'],
  'plugins/integrations': ['admin', 'plugins/jobs', 'shared'],
  'plugins/content': ['admin', 'api', 'components', 'database', 'shared'],
  'plugins/event-sync': ['admin', 'plugins/content', 'plugins/integrations', 'plugins/jobs', 'shared'],
  'plugins/patreon': ['api', 'plugins/content'],
  'plugins/content-api': ['api', 'components', 'database', 'plugins/content', 'plugins/patreon'],
  'plugins/club-api': [
    'database',
    'plugins/jobs',
    'plugins/content',
    'plugins/patreon',
    'plugins/content-api',
  ],
};

/** The room of a file: `plugins/<name>`, or the first folder beneath src. */
const roomOf = (file: string): string =>
  /^(plugins\/[^/]+|[^/]+)/.exec(path.relative(source, file))?.[0] ?? '';

const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => path.join(source, file));

function callsOf(file: string): { from: string; to: string; file: string }[] {
  const text = readFileSync(file, 'utf8');
  const imported = [...text.matchAll(/(?:from|import|require\()\s*['"](\.[^'"]*)['"]/g)];
  return imported.flatMap(([, specifier = '']) => {
    const [from, to] = [roomOf(file), roomOf(path.resolve(path.dirname(file), specifier))];
    return from === to || to === '..' ? [] : [{ from, to, file: path.relative(source, file) }];
  });
}

it('every room calls only whom it may', () => {
  const calls = sources.filter((file) => path.dirname(file) !== source).flatMap(callsOf);
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter(({ from, to }) => !mayCall[from]?.includes(to))).toEqual([]);
});

it('what is decided in a domain/ folder needs no Strapi, no disk and no network', () => {
  const domain = sources.filter((file) => file.includes('/domain/') && !file.endsWith('.test.ts'));
  const forbidden = domain.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return (
      /\bstrapi[.:]|from '(node:fs|node:net|node:http|\.\.\/services)/.test(text) ||
      text.includes('new Date()')
    );
  });
  expect(domain.length).toBeGreaterThan(20);
  expect(forbidden.map((file) => path.relative(source, file))).toEqual([]);
});
