import category from '../../../../api/category/content-types/category/schema.json';
import event from '../../../../api/event/content-types/event/schema.json';
import location from '../../../../api/location/content-types/location/schema.json';
import staffMember from '../../../../api/staff-member/content-types/staff-member/schema.json';
import { visibleWhere, type Model } from './visibility';

const club = { $in: ['en', 'it', 'fr', 'es'] };
const withLocale = <Schema extends { attributes: object }>(schema: Schema) => ({
  ...schema,
  attributes: { ...schema.attributes, locale: { type: 'string' } },
});

it.each<[string, Omit<Model, 'uid'>, object | null]>([
  ['a place must be published', withLocale(location), { publishedAt: { $notNull: true }, locale: club }],
  ['so must an event', withLocale(event), { publishedAt: { $notNull: true }, locale: club }],
  ['staff have no drafts', withLocale(staffMember), { locale: club }],
  ['nor have categories', withLocale(category), { locale: club }],
  ['a file is no document', { attributes: { name: { type: 'string' } } }, null],
])('%s', (_name, schema, where) => expect(visibleWhere({ uid: 'x', ...schema })).toEqual(where));
