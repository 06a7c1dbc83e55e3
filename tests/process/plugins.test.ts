import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root, runNode } from '../support/child';
import { expectedPlugins } from '../support/plugins';

const inventorySchema = z.record(
  z.string(),
  z.object({ services: z.array(z.string()), types: z.array(z.string()), routes: z.number() }),
);

// A plugin whose path is wrong is skipped by Strapi, or empty, without a word.
describe('the built club has every plugin of its own', () => {
  let inventory: z.infer<typeof inventorySchema>;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-inventory-'));

  beforeAll(async () => {
    const env = { DATABASE_FILENAME: path.join(folder, 'club.db') };
    const { stdout, stderr, code } = await runNode(['tests/support/inventory.mjs', folder], env);
    if (code !== 0) throw new Error(stderr);
    inventory = inventorySchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  test.each(['contentTypes.d.ts', 'components.d.ts'])(
    'types/generated/%s is what `npx strapi ts:generate-types` makes of the schemas',
    (file) => {
      const generated = fs.readFileSync(path.join(folder, 'generated', file), 'utf8');
      expect(fs.readFileSync(path.join(root, 'types/generated', file), 'utf8')).toBe(generated);
    },
  );

  test('the list names every folder of src/plugins', () => {
    expect(Object.keys(expectedPlugins).sort()).toEqual(
      fs.readdirSync(path.join(root, 'src/plugins')).sort(),
    );
  });

  test.each(Object.entries(expectedPlugins))('%s', (name, { services, types, routes }) => {
    const found = inventory[name];
    expect(found).toBeDefined();
    expect(found?.services).toEqual(expect.arrayContaining(services));
    expect(found?.types).toEqual(expect.arrayContaining(types));
    expect(found?.routes).toBeGreaterThanOrEqual(routes);
  });
});
