import { z } from 'zod';
import { createRegistry, defineJob, defineSchedule, type JobContext } from './definition';
import { UnrecoverableError } from './outcomes';

const payload = z.object({ song: z.string() });

declare module './definition' {
  interface JobPayloads {
    'test.play': z.input<typeof payload>;
  }
}

const play = defineJob({ name: 'test.play', payload, handler: async ({ payload: { song } }) => song });
const daily = { name: 'test.daily', cron: '0 4 * * *', timezone: 'Europe/Rome' };

const contextOf = (value: unknown) => ({ payload: value }) as JobContext<unknown>;

describe('defineJob', () => {
  it('gives the handler its payload as the schema reads it', async () => {
    await expect(play.handle(contextOf({ song: 'Blue', extra: 1 }))).resolves.toBe('Blue');
  });

  it('fails for good with the reason when the payload has another shape', async () => {
    const handled = play.handle(contextOf({ title: 'Blue' }));
    await expect(handled).rejects.toThrow(UnrecoverableError);
    await expect(handled).rejects.toThrow(/song/);
  });

  it('does not compile with a name that is not declared, or a payload of another shape', () => {
    const handler = async () => 1;
    const other = z.object({ song: z.number() });
    // @ts-expect-error -- no such name
    expect(defineJob({ name: 'test.unheard', payload, handler }).attempts).toBe(5);
    // @ts-expect-error -- the schema says something else than was declared
    expect(defineJob({ name: 'test.play', payload: other, handler }).attempts).toBe(5);
    // @ts-expect-error -- the handler reads what is not there
    const reading = defineJob({ name: 'test.play', payload, handler: async (job) => job.payload.title });
    expect(reading.attempts).toBe(5);
  });
});

describe('the registry', () => {
  it('refuses a schedule of a job that is not, or with a payload of another shape; so does the compiler', () => {
    const registry = createRegistry();
    registry.register([play], [defineSchedule({ ...daily, job: 'test.play', payload: { song: 'Blue' } })]);
    // @ts-expect-error -- a number is no song
    const wrong = defineSchedule({ ...daily, name: 'test.wrong', job: 'test.play', payload: { song: 5 } });
    // @ts-expect-error -- no such job
    const unheard = defineSchedule({ ...daily, name: 'test.unheard', job: 'test.unheard', payload: {} });
    expect(() => registry.register([], [wrong])).toThrow(z.ZodError);
    expect(() => registry.register([], [unheard])).toThrow('There is no job "test.unheard"');
    expect([...registry.schedules.keys()]).toEqual(['test.daily']);
  });

  it('refuses a name twice', () => {
    const registry = createRegistry();
    registry.register([play]);
    expect(() => registry.register([play])).toThrow('The job "test.play" is defined twice');
  });

  it('stores a payload only if it is still right when it is read again', () => {
    const registry = createRegistry();
    registry.register([{ ...play, payload: z.object({ at: z.date() }) }]);
    expect(() => registry.checkedPayload('test.play', { at: new Date(0) })).toThrow(z.ZodError);
  });

  it('pauses a group together', () => {
    const registry = createRegistry();
    const named = (name: string, group: string | null) => ({ ...play, name, group });
    registry.register([named('a', 'google'), named('b', 'google'), named('c', null)]);
    expect(registry.groupOf('a')).toEqual(['a', 'b']);
    expect(registry.groupOf('c')).toEqual(['c']);
    expect(registry.groupOf('unheard')).toEqual(['unheard']);
  });
});
