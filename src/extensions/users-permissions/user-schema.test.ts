import path from 'node:path';
import { z } from 'zod';
import own from './content-types/user/schema.json';

const added = ['language', 'timeZone', 'avatarName', 'showAsSupporter'] as const;
const file = '../../../node_modules/@strapi/plugin-users-permissions/dist/server/content-types/user/index.js';
const schema = z.looseObject({
  collectionName: z.string(),
  info: z.looseObject({}),
  attributes: z.record(z.string(), z.looseObject({})),
});

// The file replaces users-permissions' schema, so an upgrade of it would lose attributes without a word.
it('keeps users-permissions’ own schema', async () => {
  const module: unknown = await import(path.resolve(__dirname, file));
  const theirs = schema.parse(z.object({ __require: z.function() }).parse(module).__require());
  const kept = Object.entries(own.attributes).filter(([name]) => !added.some((each) => each === name));
  const { password } = theirs.attributes;
  // As in the rules of accounts (password-rules.ts), so that the panel's form says it at the field.
  const stricter = { password: { ...password, minLength: 10 } };
  expect(Object.fromEntries(kept)).toEqual({ ...theirs.attributes, ...stricter });
  expect(own.collectionName).toBe(theirs.collectionName);
  expect(own.info).toEqual(theirs.info);
});

it.each(added)('shows %s to nobody by Strapi’s REST and GraphQL', (name) => {
  expect(own.attributes[name]).toMatchObject({ private: true });
});
