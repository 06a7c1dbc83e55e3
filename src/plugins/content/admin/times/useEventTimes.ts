import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { timesOf, type TimesByPath } from './event-times';

interface Change {
  before: TimesByPath;
  after: TimesByPath;
}

const isIn = (part: TimesByPath, whole: TimesByPath): boolean =>
  Object.entries(part).every(([path, time]) => whole[path] === time);

/** Times of the form's event that change because another field does, and the way back. */
export function useEventTimes() {
  const getValues = useForm('EventTimes', (form) => form.getValues);
  const onChange = useForm('EventTimes', (form) => form.onChange);
  const isModified = useForm('EventTimes', ({ modified }) => modified);
  const [last, setLast] = React.useState<Change | null>(null);
  /** Nobody has changed these times since. */
  const isLatest = useForm('EventTimes', ({ values }) => last !== null && isIn(last.after, timesOf(values)));

  const set = (times: TimesByPath): void => {
    for (const [path, time] of Object.entries(times)) onChange(path, time);
  };
  return {
    /** The last change, while it can be undone. */
    change: isModified && isLatest ? last : null,
    times: (): TimesByPath => timesOf(getValues()),
    /** @param after the times to set; others of the event stay */
    apply: (before: TimesByPath, after: TimesByPath): void => {
      set(after);
      setLast({
        before: Object.fromEntries(Object.entries(before).filter(([path]) => path in after)),
        after,
      });
    },
    /** @param kept the path of a time that stays as it is */
    undo: (kept?: string): void => {
      if (last) set(Object.fromEntries(Object.entries(last.before).filter(([path]) => path !== kept)));
      setLast(null);
    },
  };
}
