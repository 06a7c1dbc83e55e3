import { z } from 'zod';
import type { ErrorPolicy } from '../../../integrations/server/domain/error-policy';
import { answered } from '../../../integrations/server/domain/messages';
import { vendorMessageOf } from '../../../integrations/server/domain/remote-error';
import { patreonMessages } from './messages';

const { say } = patreonMessages;

/** Patreon may leave out any of it (https://docs.patreon.com/#rate-limiting). */
const throttled = z.object({
  errors: z.array(z.object({ retry_after_seconds: z.coerce.number().min(0) })).min(1),
});

const minute = 60_000;

/** Operations of calls that are judged in a way of their own. */
export type PatreonOperation =
  /** Another token is tried when this one is refused. */
  | 'first-try'
  /** The call that gets new tokens. */
  | 'refresh'
  /** Of webhooks, which a client of fewer permissions cannot see. */
  | 'webhook';

/** What errors of Patreon's API mean. */
export const patreonErrorPolicy: ErrorPolicy = {
  hintOf({ status, body }, now) {
    if (status !== 429) return null;
    const { data } = throttled.safeParse(body);
    // The limits are of a minute.
    return now + (data?.errors[0]?.retry_after_seconds ?? 60) * 1000;
  },

  decide(failure, { operation }, { notBefore }) {
    if (failure.type !== 'status') return null;
    const { status, body } = failure;
    const why = answered('Patreon', status, vendorMessageOf(body));
    if (operation === 'refresh' && (status === 400 || status === 401))
      return { kind: 'action-required', why: say('tokens-refused'), whatToDo: say('reconnect') };
    switch (status) {
      case 401:
        return operation === 'first-try' || operation === 'webhook'
          ? { kind: 'refused', why }
          : { kind: 'action-required', why: say('tokens-refused'), whatToDo: say('reconnect') };
      case 403:
        if (operation === 'webhook') return { kind: 'refused', why };
        // Also how Patreon drops calls that it does not like: https://docs.patreon.com/#user-agent-header
        return { kind: 'action-required', why, whatToDo: say('scope', { status }) };
      case 404:
      case 410:
        return { kind: 'gone', why };
      case 429:
        return { kind: 'retry', why, notBefore, backoff: { first: 5_000, most: 5 * minute } };
      default:
        return null;
    }
  },
};
