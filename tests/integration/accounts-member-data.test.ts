import { z } from 'zod';
import type { accountsService } from '../../src/plugins/accounts/server/services';
import { startClub, type Club } from '../support/club';

const memberUid = 'plugin::users-permissions.user';

let club: Club;
beforeAll(async () => (club = await startClub()));
afterAll(() => club.stop());

const memberData = () => {
  const service: ReturnType<typeof accountsService> = club.strapi.plugin('accounts').service('accounts');
  return service.memberData;
};

const attribute = z.looseObject({
  type: z.string(),
  target: z.string().optional(),
  mappedBy: z.string().optional(),
  pluginOptions: z
    .looseObject({ accounts: z.looseObject({ member: z.boolean().optional() }).optional() })
    .optional(),
});
const schemas = z.record(z.string(), z.looseObject({ attributes: z.record(z.string(), attribute) }));

/** Attributes that name a member, as `uid attribute`. */
function namingMembers(types: unknown): string[] {
  return Object.entries(schemas.parse(types)).flatMap(([uid, { attributes }]) =>
    Object.entries(attributes)
      .filter(([name, each]) => {
        if (each.pluginOptions?.accounts?.member === true) return true;
        if (each.type !== 'relation' || each.target !== memberUid) return false;
        // The inverse of a relation that a member's own row has, and Strapi's translations of a type that has none.
        return each.mappedBy === undefined && !(uid === memberUid && name === 'localizations');
      })
      .map(([name]) => `${uid} ${name}`),
  );
}

it('is declared for every table that names a member', () => {
  const declared = memberData()
    .tables()
    .map(({ uid, attribute: name }) => `${uid} ${name}`);
  const naming = namingMembers({ ...club.strapi.contentTypes });
  expect(naming).toEqual(
    expect.arrayContaining(['plugin::accounts.favorite member', 'plugin::jobs.job owner']),
  );
  expect(naming.filter((each) => !declared.includes(each))).toEqual([]);
});

it('is found by a relation and by its mark', () => {
  const relation = { type: 'relation', relation: 'manyToOne', target: memberUid };
  expect(
    namingMembers({
      'plugin::x.a': { attributes: { patron: relation, name: { type: 'string' } } },
      'plugin::x.b': {
        attributes: { who: { type: 'string', pluginOptions: { accounts: { member: true } } } },
      },
      [memberUid]: { attributes: { friend: relation, localizations: relation } },
      'plugin::x.c': { attributes: { users: { ...relation, mappedBy: 'role' } } },
    }),
  ).toEqual(['plugin::x.a patron', 'plugin::x.b who', `${memberUid} friend`]);
});

it('is declared of attributes that there are, each under a name of its own', () => {
  const types = schemas.parse({ ...club.strapi.contentTypes });
  const tables = memberData().tables();
  for (const { uid, attribute: name, erase } of tables) {
    const known = Object.keys(types[uid]?.attributes ?? {});
    expect(known).toEqual(
      expect.arrayContaining([name, ...(erase === 'delete' ? [] : Object.keys(erase.anonymize))]),
    );
  }
  const names = tables.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(() => memberData().declare(tables.slice(0, 1))).toThrow('declared twice');
});
