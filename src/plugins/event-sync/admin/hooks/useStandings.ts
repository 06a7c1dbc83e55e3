import * as React from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import { standingsAnswer, type Standings } from '../../contract/standing';

/** Milliseconds from one answer to the next question: while something is under way, and otherwise. */
const soon = 3_000;
const later = 30_000;

interface Read {
  /** Whose standings these are. */
  documentId: string;
  standings: Standings;
}

/**
 * How an event stands at its targets, read again and again; not while the page is in the background.
 *
 * @param documentId null where there is nothing to ask about
 * @param version another one is a reason to read at once: the event has been saved
 */
export function useStandings(documentId: string | null, version: string) {
  const { get } = useFetchClient();
  const [read, setRead] = React.useState<Read | null>(null);
  const [isStale, setStale] = React.useState(false);
  const [turn, setTurn] = React.useState(0);

  React.useEffect(() => {
    if (documentId === null) return undefined;
    let isCurrent = true;
    let isLooking = false;
    let timer: number | undefined;

    async function look(id: string): Promise<void> {
      if (isLooking || document.hidden) return;
      isLooking = true;
      window.clearTimeout(timer);
      let rest = later;
      try {
        const answer = await get(`/event-sync/events/${encodeURIComponent(id)}`);
        const { data: standings } = standingsAnswer.parse(answer.data);
        if (standings.targets.some(({ isUnderWay }) => isUnderWay)) rest = soon;
        if (isCurrent) setRead({ documentId: id, standings });
        if (isCurrent) setStale(false);
      } catch {
        if (isCurrent) setStale(true);
      }
      isLooking = false;
      if (isCurrent) timer = window.setTimeout(() => void look(id), rest);
    }
    const lookAgain = (): void => void look(documentId);

    lookAgain();
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [get, documentId, version, turn]);

  const reload = React.useCallback(() => setTurn((before) => before + 1), []);
  const standings = read !== null && read.documentId === documentId ? read.standings : null;
  return { standings, isStale, reload };
}
