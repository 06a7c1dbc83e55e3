/** Thrown by a handler: try again then, or soon when that is past. It does not count as an attempt. */
export class RetryAt extends Error {
  override name = 'RetryAt';
  constructor(
    readonly at: Date,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/**
 * Thrown by a handler: trying again would change nothing. The job's owner reads the message at `/api/v1/tasks`: it says what
 * they can understand, and names nothing of the inside. Of any other error they read no more than that it did not work.
 */
export class UnrecoverableError extends Error {
  override name = 'UnrecoverableError';
}

/** As `UnrecoverableError`, where the reason is for staff alone: a fault of the club's own, or what a remote system has said. */
export class UnrecoverableErrorForStaff extends UnrecoverableError {
  override name = 'UnrecoverableErrorForStaff';
}

/**
 * Thrown by a handler: nothing of this kind can work until a person has acted. The job waits, and with it the queues of its
 * group, until somebody resumes them. Staff read why and what to do; to its owner it is a task that waits.
 */
export class ActionRequiredError extends Error {
  override name = 'ActionRequiredError';
  constructor(
    reason: string,
    readonly whatToDo: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
