/** Thrown by a handler: retry at that time, or soon when it is past. It does not count as an attempt. */
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
 * Thrown by a handler: a retry would change nothing. The job's owner reads the message at `/api/v1/tasks`, so it must be
 * understandable and reveal no internals. Of any other error they only read that the task failed.
 */
export class UnrecoverableError extends Error {
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
