import type { JobsConfig } from '../../config';
import type { JobRegistry } from '../registry';
import type { JobStore, Pause } from '../store';

export type Pauses = ReturnType<typeof createPauses>;

export function createPauses(
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  store: JobStore,
  refresh: () => void,
) {
  const all = (): Promise<Map<string, Pause>> => store.pauses();

  async function resume(names: readonly string[]): Promise<void> {
    await store.resume(names);
    refresh();
  }

  return {
    all,
    /** A name's own pause, or that of any of these. */
    async of(names: readonly string[]): Promise<Pause | null> {
      const pauses = await all();
      return names.map((name) => pauses.get(name)).find((pause) => pause !== undefined) ?? null;
    },

    /** Jobs of these names wait until somebody resumes them; what runs goes on. One that is paused keeps its first reason. */
    pause: async (
      names: readonly string[],
      { reason, whatToDo = null }: { reason: string; whatToDo?: string | null },
    ): Promise<void> => {
      await store.pause(names, { reason, whatToDo, since: config.now() });
      refresh();
    },
    resume,

    /**
     * Resumes a name, and with it those of its group that were paused in the same moment for the same reason: when a person has
     * acted, all of them can work again.
     *
     * @returns the names that were resumed; none when it was not paused
     */
    resumeTogether: async (name: string): Promise<string[]> => {
      const pauses = await all();
      const pause = pauses.get(name);
      if (!pause) return [];
      const together = registry.groupOf(name).filter((each) => {
        const other = pauses.get(each);
        return other?.since === pause.since && other.reason === pause.reason;
      });
      await resume(together);
      return together;
    },
  };
}
