import type { Attributes } from '../schema-state';
import type { Target } from './opened';
import type { Difference } from './differences';

/** `save` keeps what only others have changed, and overwrites the rest. */
export type Choice = 'save' | 'back' | 'reload';

/** What somebody else has saved since a form was opened. */
export interface Conflict {
  target: Target;
  /** Null if the account is gone. */
  savedBy: string | null;
  /** ISO 8601; null if it was deleted. */
  savedAt: string | null;
  /** The time zone of the document's times. */
  timeZone: string | null;
  /** The fields that both have changed. */
  found: readonly Difference[];
  /** Those that only somebody else has. */
  others: readonly Difference[];
  /** The attributes of a content type or component. */
  attributesOf: (owner: string) => Attributes;
}

export interface Question extends Conflict {
  decide: (choice: Choice) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function change(next: Question | null): void {
  question = next;
  for (const listener of listeners) listener();
}

/** The conflict that the dialog shows, as an external store of React. */
export const openConflict = {
  get: (): Question | null => question,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      // Its dialog is gone with the page.
      if (listeners.size === 0) question?.decide('back');
    };
  },
};

/** Shows a conflict. Without a page that could, nothing is overwritten. */
export async function askAbout(conflict: Conflict): Promise<Choice> {
  if (listeners.size === 0) return 'back';
  question?.decide('back');
  return new Promise((resolve) => {
    const decide = (choice: Choice): void => {
      change(null);
      resolve(choice);
    };
    change({ ...conflict, decide });
  });
}
