import type { Dialect } from '../../../integrations/server/domain/classify';
import type { Failure, Verdict } from './verdict';

type Judge = (failure: Failure, method: string) => Verdict;

/**
 * A target's rules, as the shared client sorts errors by: what a person must mend, and until when nothing of the integration
 * is to be called.
 */
export const dialectOf = (judge: Judge): Dialect => ({
  classify(failure) {
    if (failure.type !== 'status') return null;
    const { status, body, headers, method } = failure;
    const verdict = judge({ kind: 'answered', status, body, headers: Object.fromEntries(headers) }, method);
    switch (verdict.verdict) {
      case 'again':
      case 'look-first':
        return { kind: 'again' };
      case 'reconnect':
        return { kind: 'reconnect', whatToDo: verdict.whatToDo };
      case 'never':
      case 'gone':
      case 'exists':
        return { kind: 'never' };
    }
  },
  hintOf({ status, headers, body }, now) {
    // Limits concern all calls; other troubles only the one at hand.
    if (status !== 403 && status !== 429 && status !== 400) return null;
    const verdict = judge({ kind: 'answered', status, body, headers: Object.fromEntries(headers) }, 'GET');
    return verdict.verdict === 'again' ? now + verdict.afterMs : null;
  },
});
