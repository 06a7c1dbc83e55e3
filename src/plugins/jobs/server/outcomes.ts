import { toMessage, type Message } from '../contract/message';

/** What an error says: a message, or words that have no translation. */
type Reason = Message | string;

/** An error that says what staff read of it in their language. */
class SayingError extends Error {
  readonly said: Message;

  constructor(reason: Reason, options?: ErrorOptions) {
    const said = toMessage(reason);
    super(said.text, options);
    this.said = said;
  }
}

/** Thrown by a handler: it failed, and is retried. As any other error, but that staff read it in their language. */
export class FailedAttempt extends SayingError {
  override name = 'FailedAttempt';
}

/** Thrown by a handler: retry at that time, or soon when it is past. It does not count as an attempt. */
export class RetryAt extends SayingError {
  override name = 'RetryAt';
  constructor(
    readonly at: Date,
    reason: Reason,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/**
 * Thrown by a handler: a retry would change nothing. The job's owner reads the message at `/api/v1/tasks`, so it must be
 * understandable and reveal no internals. Of any other error they only read that the task failed.
 */
export class UnrecoverableError extends SayingError {
  override name = 'UnrecoverableError';
}

/** As `UnrecoverableError`, where only staff may read the reason: a fault of the club's own, or a remote system's message. */
export class UnrecoverableErrorForStaff extends UnrecoverableError {
  override name = 'UnrecoverableErrorForStaff';
}

/**
 * Thrown by a handler: no such job can work until a person has acted. The queues of its group are paused until somebody resumes
 * them. Staff read why and what to do; the job's owner sees a task that waits.
 */
export class ActionRequiredError extends SayingError {
  override name = 'ActionRequiredError';
  readonly whatToDo: Message;

  constructor(reason: Reason, whatToDo: Reason, options?: ErrorOptions) {
    super(reason, options);
    this.whatToDo = toMessage(whatToDo);
  }
}
