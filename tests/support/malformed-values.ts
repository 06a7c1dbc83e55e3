/** Milliseconds within which every request is answered, on a busy machine too. */
export const answeredWithinMs = 20_000;

/** What Strapi's own validation fails on, or never ends with, where a text, an id or a list of them belongs. */
export const malformedValues: readonly unknown[] = [{ toString: 1 }, { constructor: 1 }, [{}], [[]]];

/** The body malformed as a whole, and with each of its fields malformed, in each way. */
export const malformedBodies = (body: object): unknown[] =>
  malformedValues.flatMap((value) => [
    value,
    ...Object.keys(body).map((field) => ({ ...body, [field]: value })),
  ]);

/** A query with each of its parameters malformed in each way. */
export const malformedQueriesOf = (query: Readonly<Record<string, string>>): string[] =>
  Object.keys(query).flatMap((name) =>
    ['[a]=b', '[toString]=1', '[constructor]=1', '[][x]=1', '[][]=a'].map((shape) => {
      const others = Object.entries(query).filter(([other]) => other !== name);
      return `${new URLSearchParams(others).toString()}&${name}${shape}`;
    }),
  );

/** What becomes of a request: its status, or that there was none in time. */
export async function outcomeOf(request: Promise<{ status: number }>): Promise<number | string> {
  let timer: NodeJS.Timeout | undefined;
  const unanswered = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), answeredWithinMs);
  });
  try {
    return await Promise.race([request.then(({ status }) => status), unanswered]);
  } finally {
    clearTimeout(timer);
  }
}
