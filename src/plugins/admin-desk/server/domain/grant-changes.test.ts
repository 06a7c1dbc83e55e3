import { grantChanges, isAsMade, type Grant } from './grant-changes';

const explorer = (name: string): string => `plugin::content-manager.explorer.${name}`;
const grant = (name: string, subject: string, more: Partial<Grant> = {}): Grant => ({
  action: explorer(name),
  subject,
  fields: ['delete', 'publish'].includes(name) ? null : ['title'],
  locales: null,
  conditions: [],
  ...more,
});

const made = ['create', 'read', 'update'].map((name) => grant(name, 'api::event.event'));
const all = ['create', 'read', 'update', 'delete', 'publish'];
const wantedOf = (subject: string, locales: string[], fields = ['title']): Grant[] =>
  all.map((name) => {
    const plain = grant(name, subject, { locales });
    return plain.fields ? { ...plain, fields } : plain;
  });
const wanted = wantedOf('api::event.event', ['en', 'it']);

describe('a role as Strapi made it', () => {
  it.each<[string, Grant[], boolean]>([
    ['has no language', made, true],
    ['is not one without any permission', [], false],
    ['is not one with chosen languages', made.map((each) => ({ ...each, locales: ['en'] })), false],
    ['is not one that lost a permission', made.slice(1), false],
  ])('%s', (_name, held, expected) => expect(isAsMade(held)).toBe(expected));

  it('gets languages, and what got lost', () => {
    const { added, changed } = grantChanges(made, undefined, wanted);
    expect(changed).toEqual(made.map((each) => ({ ...each, locales: ['en', 'it'] })));
    expect(added).toEqual([wanted[3], wanted[4]]);
  });
});

describe('a role that an administrator changed', () => {
  it('is left alone, though nothing was given to it before', () => {
    const held = [grant('read', 'api::event.event', { locales: ['en'] })];
    expect(grantChanges(held, undefined, wanted)).toEqual({ added: [], changed: [] });
  });

  it('does not get back what was taken away, nor a type that is new', () => {
    const held = wanted.filter(({ action }) => action !== explorer('publish'));
    expect(grantChanges(held, wanted, [...wanted, ...wantedOf('api::new.new', ['en', 'it'])])).toEqual({
      added: [],
      changed: [],
    });
  });

  it('stays narrow where it was narrowed, and gets a language where it was not', () => {
    const [first, ...rest] = wanted;
    const held = [{ ...first!, locales: ['it'] }, ...rest];
    const { changed } = grantChanges(held, wanted, wantedOf('api::event.event', ['en', 'it', 'de']));
    expect(changed.map(({ action, locales }) => [action, locales])).toEqual(
      rest.map(({ action }) => [action, ['en', 'it', 'de']]),
    );
  });
});

describe('conditions on documents', () => {
  const own = wanted.map((each) => ({ ...each, conditions: ['is-creator'] }));
  const others = own.map((each) => ({ ...each, conditions: ['is-quiet'] }));

  it.each<[string, Grant[], Grant[] | undefined, Grant[], Grant[]]>([
    ['is changed in a role as Strapi made it', made, undefined, own, own.slice(0, 3)],
    ['is changed where it still is as it was given', wanted, wanted, own, own],
    ['is taken away there, too', own, own, wanted, wanted],
    ['stays as an administrator chose it', others, wanted, own, []],
  ])('%s', (_name, held, given, goal, changed) =>
    expect(grantChanges(held, given, goal).changed).toEqual(changed),
  );
});

describe('a role that was not changed since', () => {
  it('gets a new type, a new attribute and a new language', () => {
    const later = [
      ...wantedOf('api::event.event', ['en', 'it', 'de'], ['title', 'slug']),
      ...wantedOf('api::new.new', ['en', 'it', 'de']),
    ];
    const { added, changed } = grantChanges(wanted, wanted, later);
    expect(added).toEqual(later.slice(5));
    expect(changed).toEqual(later.slice(0, 5));
  });

  it('is not written to when nothing is new', () =>
    expect(grantChanges(wanted, wanted, wanted)).toEqual({ added: [], changed: [] }));
});
