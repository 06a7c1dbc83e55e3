/**
 * Has several places of the panel share an answer for a while. A failed read is not kept.
 *
 * @param freshMs how long an answer is good for, in milliseconds @param now milliseconds since 1970
 */
export function createSharedRead<T>(freshMs: number, now: () => number) {
  let last: { key: string; at: number; answer: Promise<T> } | null = null;
  /** @param key what the answer depends on, and who is signed in: others do not get their answers */
  return (key: string, read: () => Promise<T>): Promise<T> => {
    if (last?.key === key && now() - last.at < freshMs) return last.answer;
    const answer = read();
    last = { key, at: now(), answer };
    answer.catch(() => {
      if (last?.answer === answer) last = null;
    });
    return answer;
  };
}
