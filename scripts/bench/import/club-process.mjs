// A club in a process of its own that imports content folders. It does not serve, and its start is not counted.
import { answerParent, endAtOnce, loadClub } from '../club.mjs';
import { peakMemory } from '../processes.mjs';

const strapi = await loadClub();
strapi.cron.stop();
endAtOnce();

answerParent({
  /** @returns how long that took, and how much memory this process has needed so far */
  async import({ folder, now, singleTransaction }) {
    const onProgress = (progress) => process.send?.({ progress });
    const began = performance.now();
    await strapi
      .plugin('content')
      .service('import')
      .importFolder(folder, { now: new Date(now), singleTransaction, onProgress });
    return { seconds: (performance.now() - began) / 1000, megabytes: peakMemory(process.pid) };
  },
  /** Closes the database, for whoever copies its file. Strapi removes the handlers of signals with it. */
  async close() {
    await strapi.destroy();
    endAtOnce();
  },
});
