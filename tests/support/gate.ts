/** A promise that the test resolves itself. */
export function gate<Value = void>() {
  let open: (value: Value | PromiseLike<Value>) => void = () => undefined;
  const opened = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
