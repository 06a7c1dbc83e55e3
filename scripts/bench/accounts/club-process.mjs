// A club with members who have passwords.
import { createRequire } from 'node:module';
import { loadClub, serveTasks } from '../club.mjs';

const bcrypt = createRequire(import.meta.url)('bcrypt');
const strapi = await loadClub();

await serveTasks(strapi, {
  /** Creates members `member-0` and so on, all with one password. */
  async create({ members, password }) {
    const hash = await bcrypt.hash(password, 10);
    const role = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type: 'authenticated' } });
    for (let nth = 0; nth < members; nth += 1)
      await strapi.db.query('plugin::users-permissions.user').create({
        data: {
          ...{ username: `member-${nth}`, email: `member-${nth}@club.test`, password: hash },
          ...{ provider: 'local', confirmed: true, blocked: false, role: role.id },
        },
      });
  },
});
