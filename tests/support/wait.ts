/**
 * Waits until something is the case, however long that takes within a limit.
 *
 * @param ask asked again and again; anything but `false`, `null` and `undefined` is the answer
 * @param withinMs milliseconds
 */
export async function until<Answer>(
  ask: () => Promise<Answer | false | null | undefined> | Answer | false | null | undefined,
  { withinMs = 20_000, what = 'what the test waits for' }: { withinMs?: number; what?: string } = {},
): Promise<Answer> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A promise that the test resolves itself. */
export function gate<Value = void>() {
  let open: (value: Value | PromiseLike<Value>) => void = () => undefined;
  const opened = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
