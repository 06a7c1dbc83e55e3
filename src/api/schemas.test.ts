import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * Strapi takes silence for "not localized", and then copies what an editor types in one language over all others
 * (https://github.com/strapi/strapi/issues/25802). So every attribute has to say what it is.
 */
const said = z.object({ pluginOptions: z.object({ i18n: z.object({ localized: z.boolean() }) }) });

const schema = z.object({
  pluginOptions: z.object({ i18n: z.object({ localized: z.boolean() }).optional() }).optional(),
  indexes: z.array(z.object({ columns: z.array(z.string()) })).optional(),
  attributes: z.record(z.string(), z.looseObject({ type: z.string() })),
});
type Schema = z.infer<typeof schema>;

const src = path.resolve(__dirname, '..');

const isSchema = (file: string): boolean =>
  /^(?:api\/[^/]+|plugins\/[^/]+\/server|extensions\/[^/]+)\/content-types\/[^/]+\/schema\.json$/.test(file);

const schemas = fs
  .readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter(isSchema)
  .map((file): [string, Schema] => [
    file,
    schema.parse(JSON.parse(fs.readFileSync(path.join(src, file), 'utf8'))),
  ]);

const isLocalized = ({ pluginOptions }: Schema): boolean => pluginOptions?.i18n?.localized === true;

const silent = ({ attributes }: Schema): string[] =>
  Object.keys(attributes).filter((name) => !said.safeParse(attributes[name]).success);

/** What leads elsewhere, and the slug, are the English row's: a translation has texts alone. */
const wronglyLocalized = ({ attributes }: Schema): string[] =>
  Object.keys(attributes).filter((name) => {
    const attribute = attributes[name];
    const isText = !['relation', 'component', 'media', 'uid', 'datetime'].includes(attribute?.type ?? '');
    return !isText && said.safeParse(attribute).data?.pluginOptions.i18n.localized === true;
  });

it('reads every schema', () => {
  const types = schemas.filter(([file]) => file.startsWith('api/'));
  expect(types.map(([file]) => file.split('/')[1]).sort()).toEqual(
    fs
      .readdirSync(path.join(src, 'api'))
      .filter((name) => !name.includes('.'))
      .sort(),
  );
});

describe.each(schemas.filter(([, each]) => isLocalized(each)))('%s', (_file, each) => {
  it('says of each attribute whether it is localized', () => expect(silent(each)).toEqual([]));
  it('localizes texts alone', () => expect(wronglyLocalized(each)).toEqual([]));
});

describe.each(schemas.filter(([file]) => file.startsWith('api/')))('%s', (_file, each) => {
  it('is translated', () => expect(isLocalized(each)).toBe(true));
  it('has an index on what it is found by', () => {
    const key = 'slug' in each.attributes ? 'slug' : 'key';
    expect(each.indexes?.some(({ columns }) => columns.includes(key))).toBe(true);
  });
});

it('fails on silence', () => {
  const i18n = { i18n: { localized: true } };
  const attributes = {
    title: { type: 'string', pluginOptions: i18n },
    cover: { type: 'media' },
    links: { type: 'component', pluginOptions: {} },
    place: { type: 'relation', pluginOptions: i18n },
  };
  expect(silent({ attributes })).toEqual(['cover', 'links']);
  expect(wronglyLocalized({ attributes })).toEqual(['place']);
});
