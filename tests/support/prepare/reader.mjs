/**
 * Somebody who may do this in the admin panel, and nothing else: `reader@club.example`.
 *
 * @param {readonly object[]} permissions as Strapi's roles have them
 */
export async function createReader(strapi, permissions) {
  const roles = strapi.service('admin::role');
  const role = await roles.create({ name: 'Reader', description: 'Sees what the test is about' });
  await roles.assignPermissions(role.id, permissions);
  await strapi.service('admin::user').create({
    email: 'reader@club.example',
    password: 'Only-for-tests-1',
    firstname: 'Rea',
    lastname: 'Der',
    isActive: true,
    roles: [role.id],
  });
}
