import * as React from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import { slugAnswer, type SlugAnswer, type SlugQuestion } from '../../contract/slug';

/** Milliseconds without a keystroke before the server is asked. */
const pause = 250;

/**
 * The slug that a form's document gets when it is saved now, as the server would choose it.
 *
 * @param question null where there is nothing to ask
 */
export function useSlug(question: SlugQuestion | null): SlugAnswer | null {
  const { post } = useFetchClient();
  const [answer, setAnswer] = React.useState<SlugAnswer | null>(null);
  const asked = question && JSON.stringify(question);

  React.useEffect(() => {
    if (asked === null) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      try {
        const { data } = await post('/content/slug', JSON.parse(asked));
        if (isCurrent) setAnswer(slugAnswer.parse(data));
      } catch {
        // Saving says what is wrong; until then the field shows what it had.
      }
    };
    const timer = window.setTimeout(() => void ask(), pause);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [post, asked]);

  return asked === null ? null : answer;
}
