import { gatedUse, openSearch, type QueryRules } from './gated-query';
import type { Model } from './visibility';

const post: Model = {
  uid: 'post',
  attributes: {
    title: { type: 'string' },
    body: { type: 'richtext' },
    secretCode: { type: 'string', searchable: false },
    date: { type: 'datetime' },
    related: { type: 'relation', target: 'post' },
    parts: { type: 'component', component: 'part' },
  },
};
const part: Model = {
  uid: 'part',
  attributes: { body: { type: 'text' }, post: { type: 'relation', target: 'post' } },
};
const rules: QueryRules = {
  modelOf: (uid) => ({ post, part })[uid],
  gatedFields: (uid) => (uid === 'post' ? ['body'] : []),
};

it.each<[string, unknown, string | null]>([
  ['nothing', undefined, null],
  ['an open field', { title: { $contains: 'body' } }, null],
  ['the field', { body: { $contains: 'x' } }, 'body'],
  ['the field’s absence', { body: { $null: true } }, 'body'],
  ['inside $and', { $and: [{ title: 'x' }, { body: 'x' }] }, 'body'],
  ['inside $or of $not', { $or: [{ $not: { body: { $startsWith: 'x' } } }] }, 'body'],
  ['through a relation', { related: { body: 'x' } }, 'related.body'],
  ['through a relation’s operator', { related: { $not: { body: 'x' } } }, 'related.body'],
  ['through a component', { parts: { post: { related: { body: 'x' } } } }, 'parts.post.related.body'],
  ['a field of the same name elsewhere', { parts: { body: 'x' } }, null],
  ['a relation by its id', { related: 7 }, null],
  ['a sort by name', 'body', 'body'],
  ['a sort by names', ['title', 'body'], 'body'],
  ['a sort by a map', [{ title: 'asc' }, { related: { body: 'desc' } }], 'related.body'],
  ['a sort by an open map', [{ title: 'asc' }, { id: 'desc' }], null],
])('%s', (_name, clause, use) => expect(gatedUse('post', clause, rules)).toBe(use));

it('searches the open texts alone', () => {
  expect(openSearch(post, ['body'], 'cave')).toEqual({ $or: [{ title: { $containsi: 'cave' } }] });
});
