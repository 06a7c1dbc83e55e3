const compared = ['location', 'event'];

/** Lets the public read through Strapi's REST what the rounds compare, and what that brings along. */
export async function grantReading(strapi) {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const type of [...compared, 'artist']) {
    for (const action of ['find', 'findOne'].map((name) => `api::${type}.${type}.${name}`)) {
      const where = { action, role: role.id };
      if (!(await permissions.findOne({ where }))) await permissions.create({ data: where });
    }
  }
}
