import { createSharedRead } from './shared-read';

let time = 0;
let reads = 0;
const count = (): Promise<number> => Promise.resolve((reads += 1));
beforeEach(() => {
  time = reads = 0;
});

it.each<[string, string, number, number]>([
  ['is shared while it is fresh', 'ada', 9, 1],
  ['is read anew when it is not', 'ada', 10, 2],
  ['is not shared with others', 'ben', 0, 2],
])('an answer %s', async (_, reader, later, expected) => {
  const shared = createSharedRead<number>(10, () => time);
  await expect(shared('ada', count)).resolves.toBe(1);
  time = later;
  await expect(shared(reader, count)).resolves.toBe(expected);
});

it('a failure is not kept', async () => {
  const shared = createSharedRead<number>(10, () => time);
  await expect(shared('ada', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await expect(shared('ada', count)).resolves.toBe(1);
});
