import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { doorsOf, type Doors } from '../support/doors';
import { fresh } from '../support/faults';
import { entryPointsTo, leftTypes, type LeftType, type Subject } from '../support/left-rows';
import { published } from '../support/write';

// What English says holds in every language, whatever rows other languages still have.
let club: Club;
let visitor: Doors;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  visitor = doorsOf(club);
  // As an administrator may grant it: behind their gate exclusives stay all the same.
  const role = await club.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'public' } });
  for (const action of ['find', 'findOne'])
    await club.strapi.db
      .query('plugin::users-permissions.permission')
      .create({ data: { action: `api::exclusive.exclusive.${action}`, role: role.id } });
});
afterAll(() => club.stop());

const create = creator(() => club);

let made = 0;
/** A document in English and Italian, and what shows it, both public. */
async function makeSubject({ uid, text, shared, host }: LeftType, more: object = {}): Promise<Subject> {
  const letters = String.fromCharCode('a'.charCodeAt(0) + (made += 1)).repeat(3);
  const words = { en: `Onyx${letters}`, it: `Onice${letters}` };
  const slug = fresh('left');
  const documentId = await create(uid, { slug, [text]: words.en, ...shared(words), ...more }, published);
  const italian = (type: LeftType['uid'], id: string, data: object) =>
    documentsOf(club, type).update({ documentId: id, locale: 'it', data, ...published });
  await italian(uid, documentId, { [text]: words.it, ...('body' in more && { body: `${words.it} intero` }) });
  if (host) {
    const data = { slug: fresh('host'), title: 'Host', ...host.link(documentId) };
    await italian(host.uid, await create(host.uid, data, published), { title: 'Ospite' });
  }
  return { documentId, slug, words };
}

/** The entry points that tell a visitor what `says` finds in their answers. None of them fails. */
async function telling(type: LeftType, subject: Subject, says: RegExp): Promise<string[]> {
  const { rest, graphql, v1 } = entryPointsTo(type, subject);
  const told: string[] = [];
  for (const path of [...rest, ...v1]) {
    const { status, text } = await visitor.get(path);
    expect([path, status]).toEqual([path, status < 300 ? status : 404]);
    // A title that is not found is repeated to who asked for it.
    if (status < 300 && says.test(text.replaceAll(`q=${subject.words.it}`, ''))) told.push(path);
  }
  for (const question of graphql) {
    const { data, errors } = await visitor.graphql(question);
    expect([question, errors]).toEqual([question, undefined]);
    if (says.test(JSON.stringify(data))) told.push(question);
  }
  return told;
}

const english = (subject: Subject) => ({ documentId: subject.documentId, locale: 'en' });
/** What leaves Italian rows by themselves; staff can do none of it: all languages go with English. */
const ways: Record<string, (type: LeftType, subject: Subject) => Promise<unknown>> = {
  unpublished: ({ uid }, subject) =>
    club.strapi.db.query(uid).deleteMany({ where: { ...english(subject), publishedAt: { $notNull: true } } }),
  deleted: ({ uid }, subject) => club.strapi.db.query(uid).deleteMany({ where: english(subject) }),
  'switched off': ({ uid }, subject) =>
    club.strapi.db.query(uid).updateMany({ where: english(subject), data: { isActive: false } }),
};
const table = Object.entries(leftTypes).flatMap(([name, type]) =>
  Object.keys(ways)
    .filter((way) => way !== 'switched off' || ['location', 'staff member'].includes(name))
    .map((way) => [name, way, type] as const),
);

describe('what is left in Italian', () => {
  it.each(table)('of one %s that is %s in English is told at no entry point', async (_name, way, type) => {
    const subject = await makeSubject(type);
    const says = new RegExp(`${subject.words.en}|${subject.words.it}`);
    const { rest, graphql, v1 } = entryPointsTo(type, subject);
    expect(await telling(type, subject, says)).toEqual([...rest, ...v1, ...graphql]);
    await ways[way]?.(type, subject);
    const left = { documentId: subject.documentId, locale: 'it', publishedAt: { $notNull: true } };
    expect(await club.strapi.db.query(type.uid).count({ where: left })).toBe(1);
    expect(await telling(type, subject, says)).toEqual([]);
  });

  it('the body of a post behind a tier is told at no entry point, nor of one whose English is gone', async () => {
    const type = leftTypes['post'];
    if (!type) throw new Error('There is no such type.');
    const tier = { slug: fresh('tier'), name: 'Gold', amountCents: 500, currency: 'EUR' };
    const minimumTier = await create('api::patreon-tier.patreon-tier', tier);
    const bodies = (subject: Subject) => telling(type, subject, new RegExp(`${subject.words.it} intero`));
    expect(await bodies(await makeSubject(type, { body: 'Whole' }))).not.toEqual([]);
    const subject = await makeSubject(type, { body: 'Whole', minimumTier });
    expect(await bodies(subject)).toEqual([]);
    await ways['unpublished']?.(type, subject);
    expect(await bodies(subject)).toEqual([]);
    // Its draft asks for no tier any more: that opens nothing.
    await documentsOf(club, type.uid).update({ ...english(subject), data: { minimumTier: null } });
    expect(await bodies(subject)).toEqual([]);
  });
});
