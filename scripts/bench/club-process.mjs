// A club that serves in a process of its own, and tells how many queries it has made.
import { loadClub, serveTasks } from './club.mjs';

const strapi = await loadClub();

// Listening costs something on every query, so it begins when the parent first asks, after the rounds.
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
