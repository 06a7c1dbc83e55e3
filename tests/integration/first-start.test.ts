import { z } from 'zod';
import { logInAsAdministrator } from '../support/admin-api';
import { serveClub, type ServedClub } from '../support/served-club';

const page = z.object({ pagination: z.object({ total: z.number() }) });

async function count(club: ServedClub, type: string): Promise<number> {
  const api = await logInAsAdministrator(club.url);
  return page.parse(await api.get(`/content-manager/collection-types/${type}`)).pagination.total;
}

// The demo club is for whoever tries the club out; a production database is left alone unless it is asked for.
test('an empty database gets the demo club on SQLite, and nothing on MySQL', async () => {
  const club = await serveClub({}, { isEmpty: true });
  try {
    const locations = await count(club, 'api::location.location');
    expect(locations).toBe(process.env.TEST_DATABASE === 'mariadb' ? 0 : 6);
  } finally {
    await club.stop();
  }
}, 180_000);
