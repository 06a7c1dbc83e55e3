import { RetryAt, UnrecoverableErrorForStaff, ActionRequiredError } from '../../../jobs/server/outcomes';
import type { RemoteError } from '../domain/remote-error';

/**
 * What a job's handler throws when a remote has failed: the queue then does what the error says.
 *
 * @returns the error itself where it is to be tried again and nobody said when, so that the queue's own back-off holds
 */
export function jobOutcomeOf(error: RemoteError): Error {
  const { kind, message, retryAt, whatToDo } = error;
  switch (kind) {
    case 'again':
      return retryAt === null ? error : new RetryAt(new Date(retryAt), message, { cause: error });
    case 'never':
      return new UnrecoverableErrorForStaff(message, { cause: error });
    case 'reconnect':
      return new ActionRequiredError(message, whatToDo ?? 'See the integration that it belongs to.', {
        cause: error,
      });
  }
}
