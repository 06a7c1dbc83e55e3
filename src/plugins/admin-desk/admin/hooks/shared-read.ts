/**
 * Has several places of the panel share an answer for a while. A failed read is not kept.
 *
 * @param freshMs how long an answer is good for, in milliseconds @param now milliseconds since 1970
 */
export function createSharedRead<T>(freshMs: number, now: () => number) {
  let last: { reader: string; at: number; answer: Promise<T> } | null = null;
  /** @param reader who is signed in: others do not get their answers */
  return (reader: string, read: () => Promise<T>): Promise<T> => {
    if (last?.reader === reader && now() - last.at < freshMs) return last.answer;
    const answer = read();
    last = { reader, at: now(), answer };
    answer.catch(() => {
      if (last?.answer === answer) last = null;
    });
    return answer;
  };
}
