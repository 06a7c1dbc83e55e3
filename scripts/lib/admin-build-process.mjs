// Strapi's own build of the admin panel, of a server that is compiled already.
import { runStrapi } from './strapi-command.mjs';

runStrapi('build', async () => undefined);
