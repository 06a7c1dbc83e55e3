/** Thrown by a handler: try again then, or soon when that is past. It does not count as an attempt. */
export class AgainAt extends Error {
  override name = 'AgainAt';
  constructor(
    readonly at: Date,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** Thrown by a handler: trying again would change nothing. */
export class NeverAgain extends Error {
  override name = 'NeverAgain';
}

/**
 * Thrown by a handler: nothing of this kind can work until a person has acted. The job waits, and with it the queues of its
 * group, until somebody resumes them.
 */
export class PersonMustAct extends Error {
  override name = 'PersonMustAct';
  constructor(
    reason: string,
    readonly whatToDo: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
