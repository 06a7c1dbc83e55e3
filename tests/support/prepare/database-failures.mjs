/**
 * A rejection that nobody handles, as those of Strapi's callbacks after a commit are; and a write beyond the limit on the size of
 * files fails, as on a full disk: a package that Strapi uses makes it end the process again.
 */
export function prepare() {
  void Promise.reject(new Error('Nobody waits for this'));
  process.on('SIGXFSZ', () => undefined);
}
