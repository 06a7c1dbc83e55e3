import type { z } from 'zod';
import type { Failure } from '../domain/classify';
import type { Answer, Call } from './call';

/** What a caller makes of an answer: what it wanted, or why that is not there. */
export type Reading<T> = (answer: Answer, call: Call) => { read: T } | { failure: Failure };

const isGood = (status: number): boolean => (status >= 200 && status < 300) || status === 304;

/** The body as JSON where it is, as text where it is not; undefined where there is none. */
export function bodyOf({ body }: Pick<Answer, 'body'>): unknown {
  if (body.byteLength === 0) return undefined;
  const text = Buffer.from(body).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const statusFailure = (answer: Answer, { method }: Call): Failure => ({
  type: 'status',
  method,
  status: answer.status,
  headers: answer.headers,
  body: bodyOf(answer),
});

/** The answer itself, when its status is a good one. */
export const plainReading: Reading<Answer> = (answer, call) =>
  isGood(answer.status) ? { read: answer } : { failure: statusFailure(answer, call) };

/** The answer's JSON as a schema has it. */
export const jsonReading =
  <Schema extends z.ZodType>(schema: Schema): Reading<z.output<Schema>> =>
  (answer, call) => {
    if (!isGood(answer.status)) return { failure: statusFailure(answer, call) };
    const body = bodyOf(answer);
    const parsed = schema.safeParse(body);
    if (parsed.success) return { read: parsed.data };
    const problem = typeof body === 'string' ? 'is not JSON' : 'has another form';
    return { failure: { type: 'answer', method: call.method, problem } };
  };
