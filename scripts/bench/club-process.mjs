// A club that serves in its own process, and reports its number of queries.
import { loadClub, serveTasks } from './club.mjs';

const strapi = await loadClub();

// Listening slows down every query, so it begins when the parent first asks, after the rounds.
let throughStrapi;
await serveTasks(strapi, {
  async queries() {
    if (throughStrapi === undefined) {
      throughStrapi = 0;
      strapi.db.connection.on('query', () => (throughStrapi += 1));
    }
    return throughStrapi + strapi.plugin('public-api').service('reads').database.queries;
  },
});
