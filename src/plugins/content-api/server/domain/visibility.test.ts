import category from '../../../../api/category/content-types/category/schema.json';
import event from '../../../../api/event/content-types/event/schema.json';
import location from '../../../../api/location/content-types/location/schema.json';
import staffMember from '../../../../api/staff-member/content-types/staff-member/schema.json';
import { visibleWhere, type Model } from './visibility';

it.each<[string, Omit<Model, 'uid'>, object | null]>([
  [
    'what can be switched off must be on and published',
    location,
    { publishedAt: { $notNull: true }, isActive: true },
  ],
  ['an event must be published', event, { publishedAt: { $notNull: true } }],
  ['staff have no drafts', staffMember, { isActive: true }],
  ['a category is always seen', category, null],
])('%s', (_name, schema, where) => expect(visibleWhere({ uid: 'x', ...schema })).toEqual(where));
