/** What people asked for cannot be: the message tells them why. */
export class JobNotFound extends Error {
  override name = 'JobNotFound';
  constructor(id: string) {
    super(`There is no job ${id}. Ended jobs are deleted after a while.`);
  }
}

/** The job is not in a state in which it can be done. */
export class JobConflict extends Error {
  override name = 'JobConflict';
}

export class NameUnknown extends Error {
  override name = 'NameUnknown';
  constructor(name: string) {
    super(`There are no jobs named "${name}".`);
  }
}
