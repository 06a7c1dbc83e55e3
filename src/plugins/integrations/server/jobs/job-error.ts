import { ActionRequiredError, RetryAt, UnrecoverableErrorForStaff } from '../../../jobs/server/outcomes';
import { retryTime, type Attempt } from '../domain/error-policy';
import { integrationMessages } from '../domain/messages';
import type { RemoteError } from '../domain/remote-error';

/**
 * What a job's handler throws when a call has failed, for the queue to do as the error's decision says.
 *
 * @returns the error itself where it is to be tried again and nobody said when, so that the queue's own back-off holds
 */
export function jobErrorOf(error: RemoteError, attempt: Attempt): Error {
  const { decision } = error;
  const { reason } = error;
  switch (decision.kind) {
    case 'retry':
    case 'verify-first': {
      const at = retryTime(decision, attempt);
      return at === null ? error : new RetryAt(new Date(at), reason, { cause: error });
    }
    case 'action-required': {
      const whatToDo = decision.whatToDo ?? integrationMessages.say('see-integration');
      return new ActionRequiredError(reason, whatToDo, { cause: error });
    }
    case 'give-up':
    case 'refused':
    case 'gone':
    case 'exists':
      return new UnrecoverableErrorForStaff(reason, { cause: error });
  }
}
