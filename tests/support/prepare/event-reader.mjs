/** Somebody who may read events in the admin panel, and nothing else. */
export async function prepare(strapi) {
  const roles = strapi.service('admin::role');
  const role = await roles.create({ name: 'Reader', description: 'Reads events' });
  const { attributes } = strapi.contentType('api::event.event');
  const locales = ['en', 'it', 'fr', 'es'];
  await roles.assignPermissions(role.id, [
    {
      action: 'plugin::content-manager.explorer.read',
      subject: 'api::event.event',
      properties: { fields: Object.keys(attributes), locales },
    },
  ]);
  await strapi.service('admin::user').create({
    email: 'reader@club.example',
    password: 'Only-for-tests-1',
    firstname: 'Rea',
    lastname: 'Der',
    isActive: true,
    roles: [role.id],
  });
}
