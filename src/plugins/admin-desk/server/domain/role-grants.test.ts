import type { Grant } from './grant-changes';
import { grantsOf, type GrantableType, type RoleDeclaration } from './role-grants';
import { roles } from './roles';

const event: GrantableType = {
  uid: 'api::event.event',
  isContent: true,
  hasDrafts: true,
  isLocalized: true,
  isReferredTo: false,
  fields: ['title', 'startTime', 'lineUp.artist'],
  translatedFields: ['title'],
};
const location: GrantableType = { ...event, uid: 'api::location.location', isReferredTo: true };
const category: GrantableType = { ...event, uid: 'api::category.category', hasDrafts: false };
const plain: GrantableType = {
  ...category,
  uid: 'api::plain.plain',
  isLocalized: false,
  translatedFields: [],
};
const member: GrantableType = {
  ...plain,
  uid: 'plugin::users-permissions.user',
  isContent: false,
  fields: ['username'],
};
const types = [event, location, category, plain, member];

const bare: RoleDeclaration = { code: 'test', made: null, content: [], plugins: [] };
const granted = (role: RoleDeclaration): Grant[] => grantsOf(role, types, ['en', 'it']);
const short = ({ action, subject, fields, locales, conditions }: Grant): string =>
  [
    action.replace('plugin::content-manager.explorer.', ''),
    subject?.split('.')[1] ?? '-',
    fields?.join(',') ?? '-',
    locales?.join(',') ?? '-',
    ...conditions,
  ].join(' ');

describe('the permissions of a role', () => {
  const all = 'title,startTime,lineUp.artist';
  it.each<[string, Partial<RoleDeclaration>, string[]]>([
    ['none', {}, []],
    ['an action of a plugin', { plugins: ['plugin::jobs.read'] }, ['plugin::jobs.read - - -']],
    [
      'a named type, all fields and languages',
      { content: [{ types: [event.uid], actions: ['create', 'read', 'update'] }] },
      [`create event ${all} en,it`, `read event ${all} en,it`, `update event ${all} en,it`],
    ],
    [
      'whole entries have no fields',
      { content: [{ types: [event.uid], actions: ['delete', 'publish'] }] },
      ['delete event - en,it', 'publish event - en,it'],
    ],
    [
      'all content, and no type of a plugin',
      { content: [{ types: 'all', actions: ['delete'] }] },
      ['delete event - en,it', 'delete location - en,it', 'delete category - en,it', 'delete plain - -'],
    ],
    [
      'nothing is published that has no drafts',
      { content: [{ types: [event.uid, category.uid], actions: ['publish'] }] },
      ['publish event - en,it'],
    ],
    [
      'a type of a plugin by its name',
      { content: [{ types: [member.uid], actions: ['update'] }] },
      ['update user username -'],
    ],
    [
      'translated fields alone, in some languages, where there are any',
      { content: [{ types: 'all', actions: ['update'], fields: 'translated', languages: ['it'] }] },
      ['update event title it', 'update location title it', 'update category title it'],
    ],
    [
      'a translation is begun with all fields, which its form shows, and where there is a translated one',
      { content: [{ types: 'all', actions: ['create'], fields: 'translated', languages: ['it'] }] },
      [`create event ${all} it`, `create location ${all} it`, `create category ${all} it`],
    ],
    [
      'a condition, but not for reading what others refer to',
      { content: [{ types: [event.uid, location.uid], actions: ['read', 'delete'], conditions: ['own'] }] },
      [
        `read event ${all} en,it own`,
        'delete event - en,it own',
        `read location ${all} en,it`,
        'delete location - en,it own',
      ],
    ],
  ])('%s', (_, role, expected) => {
    expect(granted({ ...bare, ...role }).map(short)).toEqual(expected);
  });
});

describe('the declared roles', () => {
  it.each(roles.map((role) => [role.code, role] as const))('%s grants nothing twice', (_, role) => {
    const keys = granted(role).map(({ action, subject }) => `${action} ${subject}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('have names and codes of their own', () => {
    expect(new Set(roles.map(({ code }) => code)).size).toBe(roles.length);
    const names = roles.flatMap(({ made }) => made?.name ?? []);
    expect(names).toEqual(['Translator', 'Booker', 'Host', 'Manager']);
  });

  it('let a translator change nothing of English, and publish and delete nothing', () => {
    const translator = roles.find(({ code }) => code === 'club-translator') ?? bare;
    const writes = granted(translator).filter(({ action }) => !action.endsWith('.read'));
    expect(writes.length).toBeGreaterThan(0);
    for (const { action, fields, locales } of writes) {
      expect(action).toMatch(/\.(create|update)$/);
      expect(locales).toEqual(['it', 'fr', 'es']);
      if (action.endsWith('.update')) expect(fields).toEqual(['title']);
    }
  });
});
