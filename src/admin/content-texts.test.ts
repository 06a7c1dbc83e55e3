import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { componentId, typeId } from '../shared/admin/label-ids';
import { withCommonLabels } from './texts';

const source = path.resolve(__dirname, '..');
const attribute = z.looseObject({ type: z.string(), enum: z.array(z.string()).optional() });
const schema = z.object({
  info: z.object({ displayName: z.string() }),
  attributes: z.record(z.string(), attribute),
});
type Schema = z.infer<typeof schema>;

const read = (...steps: string[]): unknown => JSON.parse(readFileSync(path.join(source, ...steps), 'utf8'));
const folders = (...steps: string[]): string[] => readdirSync(path.join(source, ...steps));

const types = folders('api')
  .filter((name) => !name.includes('.'))
  .map((name): [string, Schema] => [
    typeId(`api::${name}.${name}`),
    schema.parse(read('api', name, 'content-types', name, 'schema.json')),
  ]);
const components = folders('components').flatMap((category) =>
  folders('components', category).map((file): [string, Schema] => [
    componentId(`${category}.${file.replace('.json', '')}`),
    schema.parse(read('components', category, file)),
  ]),
);
const extended: [string, Schema][] = [
  [
    typeId('plugin::users-permissions.user'),
    schema.parse(read('extensions', 'users-permissions', 'content-types', 'user', 'schema.json')),
  ],
];
const schemas = [...types, ...extended, ...components];
const enumerated = schemas.flatMap(([, { attributes }]) =>
  Object.values(attributes).flatMap((each) => each.enum ?? []),
);

/** Attributes that explain themselves, or whose input has a hint of its own (`content/admin/components`). */
const plain = new Set([
  ...[
    'title',
    'name',
    'slug',
    'bio',
    'photo',
    'gallery',
    'links',
    'text',
    'genres',
    'benefits',
    'moodKeywords',
  ],
  ...['eventType', 'location', 'category', 'author', 'artist', 'role', 'kind'],
]);
const plainIn: Readonly<Record<string, readonly string[]>> = {
  [typeId('api::event.event')]: ['startTime', 'endTime'],
  [typeId('api::location.location')]: ['description'],
  [typeId('api::patreon-tier.patreon-tier')]: ['description'],
  [typeId('api::post.post')]: ['body'],
  [typeId('plugin::users-permissions.user')]: [
    ...['username', 'email', 'password'],
    // The content manager hides them.
    ...['resetPasswordToken', 'confirmationToken'],
  ],
};

const common = [
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'localizations',
];

it('there are schemas to look at', () => {
  expect(types.length).toBeGreaterThan(8);
  expect(components.length).toBeGreaterThan(2);
});

describe.each(['en', 'it', 'fr', 'es'])('in %s', (language) => {
  const texts = withCommonLabels(
    z.record(z.string(), z.string()).parse(read('admin/translations', `${language}.json`)),
  );

  it.each(schemas)('%s and its attributes have names that staff would say', (id, { attributes }) => {
    const wanted = [id, ...Object.keys(attributes).map((name) => `${id}.${name}`)];
    expect(wanted.filter((each) => !texts[each]?.trim())).toEqual([]);
    // `startTime`, `live_music`: neither is a word.
    expect(wanted.filter((each) => /[a-z][A-Z]|_/.test(texts[each]?.replace('SLurl', '') ?? ''))).toEqual([]);
  });

  it.each([...types, ...extended])(
    '%s has labels for what every type has, and a name in the singular',
    (id, { info }) => {
      expect(common.filter((name) => texts[`${id}.${name}`] === undefined)).toEqual([]);
      expect(texts[info.displayName]).toEqual(expect.any(String));
    },
  );

  it.each(schemas)('%s has a hint for each attribute that does not explain itself', (id, { attributes }) => {
    const explained = (name: string): boolean =>
      plain.has(name) || (plainIn[id]?.includes(name) ?? false) || texts[`${id}.${name}.hint`] !== undefined;
    expect(Object.keys(attributes).filter((name) => !explained(name))).toEqual([]);
  });

  it('every value of an enumeration has a text', () => {
    expect(enumerated.filter((value) => texts[value] === undefined)).toEqual([]);
    expect(enumerated.filter((value) => texts[value]?.includes('_'))).toEqual([]);
  });

  it('no text is left of an attribute that is gone', () => {
    const known = new Set(
      schemas.flatMap(([id, { attributes }]) => Object.keys(attributes).map((name) => `${id}.${name}`)),
    );
    const isKnown = (id: string): boolean =>
      known.has(id.replace(/\.hint$/, '')) || common.includes(id.split('.').at(-1) ?? '');
    const ofAttributes = Object.keys(texts).filter((id) =>
      /^content-manager\.(content-types\.(?:api|plugin)::|components\.)[\w-]+\.[\w-]+\./.test(id),
    );
    expect(ofAttributes.filter((id) => !isKnown(id) && !id.endsWith('.publishedAt'))).toEqual([]);
  });
});
