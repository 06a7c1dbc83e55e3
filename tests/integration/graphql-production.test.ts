import { startClub, type Club } from '../support/club';
import { doorsOf, type Doors } from '../support/doors';

let club: Club;
let visitor: Doors;

beforeAll(async () => {
  club = await startClub({ graphql: true, env: { NODE_ENV: 'production', LOG_LEVEL: 'error' } });
  visitor = doorsOf(club);
});
afterAll(() => club.stop());

it('answers questions', async () => {
  expect(await visitor.graphql('{ events { title } }')).toEqual({ data: { events: [] } });
});

it('does not tell its schema', async () => {
  const { data, errors } = await visitor.graphql('{ __schema { types { name } } }');
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toMatch(/introspection/i);
});

it('has no page to try it on', async () => {
  const { text } = await visitor.get('/graphql', { accept: 'text/html' });
  // A page that says what the address is for; nothing on it asks anything.
  expect(text).not.toMatch(/<script|<form|<iframe/i);
});
