/** A rejection that nobody handles, as those of Strapi's callbacks after a commit are. */
export function prepare() {
  void Promise.reject(new Error('Nobody waits for this'));
}
