/** What came of a call: it worked; or whether and when to try it again; or that a person must act first. */
export const outcomes = ['ok', 'again', 'never', 'reconnect'] as const;
export type Outcome = (typeof outcomes)[number];

/** The three kinds of not working. */
export type FailureKind = Exclude<Outcome, 'ok'>;
