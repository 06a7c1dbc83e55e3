/** Of jobs of one name, newest first, those that may all wait at once: of several with one key the newest alone. */
export function newestOfKey<Job extends { key: string | null }>(jobs: readonly Job[]): Job[] {
  const seen = new Set<string>();
  return jobs.filter(({ key }) => {
    if (key === null) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
