import type { ConsequenceAction } from '../../contract/consequences';

/** Sentences, under a heading if one is needed. */
export interface Section {
  title: string | null;
  items: readonly string[];
  tone: 'neutral800' | 'warning700' | 'danger700';
}

/** What somebody reads before they go on. */
export interface Question {
  action: ConsequenceAction;
  title: string;
  sections: readonly Section[];
  /** Whether they may: it will be refused otherwise. */
  mayGoOn: boolean;
}

/** Something that somebody is about to do, and has not confirmed yet. */
export interface Pending extends Question {
  decide: (isConfirmed: boolean) => void;
}

let pending: Pending | null = null;
const listeners = new Set<() => void>();

function change(next: Pending | null): void {
  pending = next;
  for (const listener of listeners) listener();
}

/** The question that the dialog shows, as an external store of React. */
export const pendingQuestion = {
  get: (): Pending | null => pending,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      // Its dialog is gone with the page.
      if (listeners.size === 0) pending?.decide(false);
    };
  },
};

/** Shows what follows. @returns whether somebody wants it; true on a page without the dialog */
export async function confirm(question: Question): Promise<boolean> {
  if (listeners.size === 0) return true;
  pending?.decide(false);
  return new Promise((resolve) => {
    const decide = (isConfirmed: boolean): void => {
      change(null);
      resolve(isConfirmed);
    };
    change({ ...question, decide });
  });
}
