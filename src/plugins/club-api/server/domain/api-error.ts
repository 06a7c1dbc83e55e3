export type FieldErrors = Record<string, string[]>;

/** An answer other than success, in the contract's envelope: a sentence, and why by field where fields are at fault. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: FieldErrors,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}
