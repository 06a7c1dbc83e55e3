// A club in its own process that imports content folders. It does not serve, and its start is not measured.
import { answerParent, endAtOnce, loadClub } from '../club.mjs';
import { peakMemory } from '../processes.mjs';

const strapi = await loadClub();
strapi.cron.stop();
endAtOnce();

answerParent({
  /** @returns how long it took, and the peak memory of this process so far */
  async import({ folder, now, singleTransaction }) {
    const onProgress = (progress) => process.send?.({ progress });
    const began = performance.now();
    await strapi
      .plugin('content')
      .service('import')
      .importFolder(folder, { now: new Date(now), singleTransaction, onProgress });
    return { seconds: (performance.now() - began) / 1000, megabytes: peakMemory(process.pid) };
  },
  /**
   * Closes the database, so that its file can be copied. Strapi would remove every listener of the process, after which Node
   * hears no signal any more: https://github.com/strapi/strapi/issues/27469
   */
  async close() {
    process.removeAllListeners = () => process;
    await strapi.destroy();
  },
});
