import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { artistSchema } from '../views/artist';
import { eventSchema } from '../views/event';
import { locationSchema } from '../views/location';
import { categorySchema, postSchema } from '../views/post';
import { staffMemberSchema } from '../views/staff-member';
import { tierSchema } from '../views/tier';
import { resources } from './resources';
import { answerSchema, bodySchema } from './schemas';

const schema = z.object({ attributes: z.record(z.string(), z.unknown()) });
const attributesOf = (uid: string): string[] => {
  const [, name = ''] = uid.split('.');
  const file = path.resolve(__dirname, `../../../../../api/${name}/content-types/${name}/schema.json`);
  return Object.keys(schema.parse(JSON.parse(readFileSync(file, 'utf8'))).attributes);
};

const all = resources.map((resource): [string, (typeof resources)[number]] => [resource.path, resource]);

it.each(all)('%s: every attribute of the type has one field', (_path, { uid, fields }) => {
  const attributes = Object.values(fields).map(({ attribute }) => attribute);
  expect(attributes.toSorted()).toEqual(attributesOf(uid).toSorted());
});

/** What a view tells that nobody writes. */
const derived = [
  'id',
  'language',
  'fallback',
  'created_at',
  'updated_at',
  'sl_time',
  'json_ld',
  'locked',
  'offer',
  'patreon_url',
];
const views = {
  locations: locationSchema,
  artists: artistSchema,
  events: eventSchema,
  blog: postSchema,
  categories: categorySchema,
  staff: staffMemberSchema,
  tiers: tierSchema,
} as const;

it.each(Object.entries(views))('%s: staff write the fields of the view by their names', (name, view) => {
  const resource = resources.find((each) => each.path === name);
  const shown = Object.keys(view.shape).filter((field) => !derived.includes(field));
  expect(Object.keys(resource?.fields ?? {})).toEqual(expect.arrayContaining(shown));
});

it.each(all)('%s: a body has no field that is not in the answer', (_path, resource) => {
  const answer = Object.keys(answerSchema(resource, {}).shape);
  const body = z.object({ shape: z.record(z.string(), z.unknown()) }).parse(bodySchema(resource)).shape;
  expect(answer).toEqual(expect.arrayContaining(Object.keys(body)));
});
