import { cut } from '../../../../shared/server/cut';
import type { JobRow } from './row';

/** As much as the columns hold. */
const most = 2 ** 31 - 1;
const longestMessage = 250;

/** What a handler tells is not checked by anybody: a share of bytes, a division by nothing. */
const whole = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.min(most, Math.max(0, Math.round(value)));

/** What a handler tells of its progress as it is stored: whole numbers, a message of at most 250 characters. */
export const progressOf = (done: number, total: number, message?: string): JobRow['progress'] => ({
  done: whole(done),
  total: whole(total),
  message: message === undefined ? null : cut(message, longestMessage),
});
