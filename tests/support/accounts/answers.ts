import { z } from 'zod';
import type { Answer } from '../editors';

/** A write without HTTP, answered as if with it. */
export const caught = async (write: Promise<unknown>): Promise<Answer> => {
  try {
    return { status: 200, body: await write };
  } catch (error) {
    const { name, message } = z.object({ name: z.string(), message: z.string() }).parse(error);
    return { status: name === 'ValidationError' ? 400 : 500, body: message };
  }
};

/** All but one of several writes at once were refused, as one that comes later is. */
export function expectOneTaker(answers: readonly Answer[], message = /already taken|must be unique/): void {
  const refused = answers.filter(({ status }) => status >= 300);
  expect(refused.map(({ status, body }) => [status, JSON.stringify(body)])).toEqual(
    answers.slice(1).map(() => [400, expect.stringMatching(message)]),
  );
}
