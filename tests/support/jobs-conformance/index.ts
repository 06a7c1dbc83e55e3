import type { JobsConfig } from '../../../src/plugins/jobs/server/config';
import { describeEndings } from './endings';
import { describeEnqueueing } from './enqueueing';
import { describeHolding } from './holding';
import { describeOrder } from './order';
import { describeSchedules } from './schedules';
import { createWorld, type World } from './world';

/** What every engine promises, on every database: the one suite for all of them. */
export function describeConformance(engine: string, settings: Partial<JobsConfig>): void {
  describe(`the ${engine} engine`, () => {
    let world: World | undefined;
    beforeAll(async () => {
      world = await createWorld(settings);
    });
    afterAll(() => world?.stop());

    const worldOf = (): World => {
      if (!world) throw new Error('The club has not started');
      return world;
    };
    describeEnqueueing(worldOf);
    describeOrder(worldOf);
    describeEndings(worldOf);
    describeHolding(worldOf);
    describeSchedules(worldOf);
  });
}
