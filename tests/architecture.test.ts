import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const source = path.resolve(__dirname, '../src');

/** What each module may import (ARCHITECTURE.md); nobody calls src/index.ts, which calls what it assembles. */
const mayCall: Readonly<Record<string, readonly string[]>> = {
  api: [],
  admin: ['shared'],
  database: ['shared'],
  http: ['database', 'shared'],
  middlewares: ['database', 'http', 'plugins/accounts', 'shared'],
  shared: [],
  extensions: ['database', 'plugins/content', 'shared'],
  'plugins/accounts': ['database', 'http', 'plugins/content', 'plugins/jobs', 'shared'],
  'plugins/jobs': ['database', 'http', 'shared'],
  'plugins/integrations': ['database', 'plugins/jobs', 'shared'],
  'plugins/content': ['api', 'components', 'database', 'shared'],
  'plugins/event-sync': ['plugins/content', 'plugins/integrations', 'plugins/jobs', 'shared'],
  'plugins/admin-desk': [
    'database',
    'plugins/content',
    'plugins/event-sync',
    'plugins/integrations',
    'plugins/jobs',
    'plugins/patreon',
    'shared',
  ],
  'plugins/patreon': [
    'api',
    'database',
    'http',
    'plugins/accounts',
    'plugins/content',
    'plugins/integrations',
    'plugins/jobs',
    'shared',
  ],
  'plugins/content-api': [
    'api',
    'components',
    'database',
    'http',
    'plugins/content',
    'plugins/patreon',
    'shared',
  ],
  'plugins/public-api': [
    'database',
    'http',
    'plugins/accounts',
    'plugins/jobs',
    'plugins/content',
    'plugins/accounts',
    'plugins/integrations',
    'plugins/admin-desk',
    'plugins/patreon',
    'plugins/content-api',
    'shared',
  ],
};

/** The module of a file: `plugins/<name>`, or the first folder beneath src. */
const moduleOf = (file: string): string =>
  /^(plugins\/[^/]+|[^/]+)/.exec(path.relative(source, file))?.[0] ?? '';

const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => path.join(source, file));

/** The paths that a file imports, packages left out. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const imported = text.matchAll(/(?:from|import\(?|require\()\s*['"](\.[^'"]*)['"]/g);
  return [...imported].map(([, specifier = '']) => path.resolve(path.dirname(file), specifier));
}

function callsOf(file: string): { from: string; to: string; file: string }[] {
  const from = moduleOf(file);
  return importsOf(file)
    .map(moduleOf)
    .filter((to) => to !== from && to !== '..')
    .map((to) => ({ from, to, file: path.relative(source, file) }));
}

it('imports only what the table allows', () => {
  const calls = sources.filter((file) => path.dirname(file) !== source).flatMap(callsOf);
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter(({ from, to }) => !mayCall[from]?.includes(to))).toEqual([]);
});

/** What makes code depend on more than its arguments: Strapi, disk, network, clock, chance, environment. */
const impurities: readonly RegExp[] = [
  /\bstrapi[.:]/,
  /from '(node:fs|node:net|node:http|\.\.\/services)/,
  /\bDate\.now\b|\bnew Date(?!\w|\([^)])|\bperformance\.now\b/,
  /\bDateTime\.(now\b|(utc|local)\(\s*\))/,
  /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b/,
  /\bprocess\.(env|hrtime|cwd|uptime)\b/,
];
const isImpure = (text: string): boolean => impurities.some((impurity) => impurity.test(text));

it('what is decided in a domain/ folder needs no Strapi, disk, network, clock, chance or environment', () => {
  const domain = sources.filter((file) => file.includes('/domain/') && !file.endsWith('.test.ts'));
  const forbidden = domain.filter((file) => isImpure(readFileSync(file, 'utf8')));
  expect(domain.length).toBeGreaterThan(20);
  expect(forbidden.map((file) => path.relative(source, file))).toEqual([]);
});

it.each([
  'const now = Date.now();',
  'const now = new Date();',
  'const now = new Date;',
  'const now = clocks.map(Date.now);',
  'const now = DateTime.now();',
  'const now = DateTime.utc();',
  'const chance = Math.random();',
  'const id = randomUUID();',
  'const { PORT } = process.env;',
  "import { readFileSync } from 'node:fs';",
  "import services from '../services';",
  'strapi.log.info(text);',
])('no domain/ folder may have: %s', (text) => {
  expect(isImpure(text)).toBe(true);
});

it.each(['new Date(now)', 'new Date(now())', 'DateTime.utc(2026)', 'interface Span { start: Date }'])(
  'a domain/ folder may have: %s',
  (text) => {
    expect(isImpure(text)).toBe(false);
  },
);

it('a contract imports contracts and packages only', () => {
  const contract = /^plugins\/[^/]+\/contract\//;
  const contracts = sources.filter((file) => contract.test(path.relative(source, file)));
  const imported = contracts
    .flatMap(importsOf)
    .map((to) => path.relative(source, to))
    .filter((to) => !contract.test(to));
  expect(contracts.length).toBeGreaterThan(5);
  expect(imported).toEqual([]);
});

it("a plugin's admin half imports only its own contract, shared/admin and packages", () => {
  const halves = sources.filter((file) => /\/plugins\/[^/]+\/admin\//.test(file));
  const imported = halves.flatMap((file) => {
    const plugin = path.join(source, moduleOf(file));
    const allowed = [
      path.join(plugin, 'admin'),
      path.join(plugin, 'contract'),
      path.join(source, 'shared/admin'),
    ];
    return importsOf(file).filter((to) => !allowed.some((folder) => to.startsWith(`${folder}/`)));
  });
  expect(halves.length).toBeGreaterThan(20);
  expect(imported).toEqual([]);
});

it('the server imports nothing of the admin panel, which is not compiled for it', () => {
  const isOfPanel = (file: string): boolean => /^(admin|shared\/admin|plugins\/[^/]+\/admin)\//.test(file);
  const relative = (file: string): string => path.relative(source, file);
  const server = sources.filter((file) => !isOfPanel(relative(file)) && !file.endsWith('.test.ts'));
  expect(server.length).toBeGreaterThan(100);
  expect(server.flatMap(importsOf).map(relative).filter(isOfPanel)).toEqual([]);
});

it('shared/admin imports packages only', () => {
  const shared = path.join(source, 'shared/admin/');
  const files = sources.filter((file) => file.startsWith(shared));
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap(importsOf).filter((to) => !to.startsWith(shared))).toEqual([]);
});
