import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const app = readFileSync(path.join(__dirname, 'app.tsx'), 'utf8');
const keys = [...app.matchAll(/^\s+'([\w-]+(?:\.[\w-]+)+)':/gm)].map(([, key = '']) => key);

/** The admin halves of Strapi as they are built, their own translations left out. */
const sources = ['admin', 'content-manager', 'i18n'].flatMap((name) => {
  const folder = path.resolve(__dirname, `../../node_modules/@strapi/${name}/dist/admin`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs') && !file.includes('translations'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
});

it('has texts to look for', () => expect(keys.length).toBeGreaterThan(5));

it.each(keys)('%s is a text that Strapi asks for', (key) => {
  const asked = [`'${key}'`, `getTranslation('${key.replace(/^content-manager\./, '')}')`];
  expect(sources.some((source) => asked.some((text) => source.includes(text)))).toBe(true);
});
