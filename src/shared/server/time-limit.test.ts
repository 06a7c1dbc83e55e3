import { withTimeLimit } from './time-limit';

const never = new Promise<never>(() => undefined);

describe('withTimeLimit', () => {
  it('returns the result of a promise that is in time', async () => {
    await expect(withTimeLimit(Promise.resolve(1), 1000, () => 2)).resolves.toBe(1);
  });

  it('rejects as the promise does', async () => {
    await expect(withTimeLimit(Promise.reject(new Error('no')), 1000, () => 2)).rejects.toThrow('no');
  });

  it('returns what onTimeout returns when time is up', async () => {
    await expect(withTimeLimit(never, 1, () => 2)).resolves.toBe(2);
  });

  it('rejects with what onTimeout throws when time is up', async () => {
    const late = withTimeLimit(never, 1, () => {
      throw new Error('late');
    });
    await expect(late).rejects.toThrow('late');
  });
});
