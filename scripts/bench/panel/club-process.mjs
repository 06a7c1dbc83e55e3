// A club that serves its admin panel in its own process.
import { loadClub, serveTasks } from '../club.mjs';

await serveTasks(await loadClub({ serveAdminPanel: true }), {});
