import type { JobDefinition, ScheduleDefinition } from '../definition';
import { jsonOf } from '../domain/row';

export type JobRegistry = ReturnType<typeof createRegistry>;

/** The jobs and schedules that the plugins define, by name. */
export function createRegistry() {
  const jobs = new Map<string, JobDefinition>();
  const schedules = new Map<string, ScheduleDefinition>();

  function known(name: string): JobDefinition {
    const definition = jobs.get(name);
    if (definition) return definition;
    throw new TypeError(
      `There is no job "${name}". Known are: ${[...jobs.keys()].sort().join(', ') || 'none'}.`,
    );
  }

  return {
    jobs: jobs as ReadonlyMap<string, JobDefinition>,
    schedules: schedules as ReadonlyMap<string, ScheduleDefinition>,

    /** @throws Error when a name is taken, or a schedule enqueues what is no job */
    register: (definitions: readonly JobDefinition[], plans: readonly ScheduleDefinition[] = []): void => {
      for (const definition of definitions) {
        if (jobs.has(definition.name)) throw new Error(`The job "${definition.name}" is defined twice.`);
        jobs.set(definition.name, definition);
      }
      for (const plan of plans) {
        if (schedules.has(plan.name)) throw new Error(`The schedule "${plan.name}" is defined twice.`);
        known(plan.job).payload.parse(plan.payload);
        schedules.set(plan.name, plan);
      }
    },

    /**
     * Checks what will be read again: a date, for one, is a text by then.
     *
     * @returns the payload as it is stored. @throws TypeError for an unknown name, z.ZodError for a wrong payload
     */
    checkedPayload(name: string, payload: unknown): string {
      const definition = known(name);
      const json = jsonOf(payload) ?? 'null';
      definition.payload.parse(JSON.parse(json));
      return json;
    },

    /** The names that pause together with one: those of its group, or itself alone. */
    groupOf: (name: string): string[] => {
      const group = jobs.get(name)?.group ?? null;
      if (group === null) return [name];
      return [...jobs.values()].filter((each) => each.group === group).map((each) => each.name);
    },
  };
}
