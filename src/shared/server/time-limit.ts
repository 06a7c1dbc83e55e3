const late = Symbol('late');

/**
 * The promise's result, or after `ms` milliseconds what `onTimeout` returns or throws; the promise's own outcome is then ignored.
 */
export async function withTimeLimit<T, Late>(
  promise: Promise<T>,
  ms: number,
  onTimeout: () => Late,
): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    const result = await Promise.race([promise, timeUp]);
    return result === late ? onTimeout() : result;
  } finally {
    clearTimeout(timer);
  }
}
