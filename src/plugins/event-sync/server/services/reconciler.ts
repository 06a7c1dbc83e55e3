import { RetryAt, UnrecoverableError, ActionRequiredError } from '../../../jobs/server/outcomes';
import type { EventSyncConfig } from '../config';
import { begun, settled, type SyncAction } from '../domain/link';
import { plan } from '../domain/plan';
import { Trouble } from '../domain/trouble';
import type { AnyTarget, CallContext } from '../targets/target';
import type { Events } from './events';
import type { LinkRow, Links } from './links';

/** An answer may lead to a next step (a spent id, an event that was gone); more than so many in a row are a mistake. */
const mostSteps = 4;
const inStep = { attempts: 0, problem: null, problemKind: null, retryAt: null };

/** Brings one target in step with one event. Knows no target; done twice, the second time does nothing. */
export function createReconciler(
  { events, links }: { events: Events; links: Links },
  config: Pick<EventSyncConfig, 'now' | 'random'>,
) {
  const carryOut = (target: AnyTarget, act: SyncAction<unknown>, occasion: CallContext) => {
    switch (act.do) {
      case 'create':
        return target.create(act, occasion);
      case 'change':
        return target.change(act, occasion);
      case 'remove':
        return target.remove(act, occasion);
    }
  };

  const markersOf = (target: AnyTarget, act: SyncAction<unknown>): string[] =>
    act.do !== 'remove' && target.markerOf ? [target.markerOf(act.document)] : [];

  /**
   * What is written before a call: by it a lost answer is known, and what was being made is found again. As long as answers
   * are lost, nobody knows which of the documents stands over there.
   */
  function begunMarkers(target: AnyTarget, stored: LinkRow | null, act: SyncAction<unknown>): string[] {
    const known = stored === null || stored.state === 'removed' ? [] : stored.markers;
    return [...new Set([...known, ...markersOf(target, act)])];
  }

  async function step(target: AnyTarget, event: string, signal: AbortSignal): Promise<'done' | 'go on'> {
    const [shown, stored] = [await events.read(event), await links.find(target.name, event)];
    const now = new Date(config.now());
    const { destination } = target;
    const act = plan(stored, target.desired(shown, now), { destination, now });
    switch (act.do) {
      case 'none':
        if (stored?.problem) await links.note(target.name, event, inStep);
        return 'done';
      case 'wait':
        throw new RetryAt(new Date(act.until), 'It is to appear later');
      case 'create':
      case 'change':
      case 'remove': {
        const markers = begunMarkers(target, stored, act);
        const attempt = (stored?.attempts ?? 0) + 1;
        const begin = begun(stored, act, destination);
        await links.save(target.name, event, { ...begin, markers }, { attempts: attempt });
        const isAnothers = (id: string) => links.isAnothers(target.name, event, id);
        const occasion = { event, attempt, random: config.random(), markers, isAnothers, signal };
        const answer = await carryOut(target, act, occasion);
        const end = settled(begin, act, answer);
        const left = end.state === 'shown' ? markersOf(target, act) : [];
        await links.save(
          target.name,
          event,
          { ...end, markers: left },
          { ...inStep, syncedAt: config.now() },
        );
        return 'go on';
      }
    }
  }

  /** Tells the people who look at the event, and the queue, what follows. */
  async function failed(target: AnyTarget, event: string, { verdict, cause }: Trouble): Promise<never> {
    const { why } = verdict;
    switch (verdict.verdict) {
      case 'again':
      case 'look-first': {
        const retryAt = config.now() + verdict.afterMs;
        await links.note(target.name, event, { problem: why, problemKind: 'again', retryAt });
        throw new RetryAt(new Date(retryAt), why, { cause });
      }
      case 'never':
        await links.note(target.name, event, { problem: why, problemKind: 'never', retryAt: null });
        throw new UnrecoverableError(why, { cause });
      case 'reconnect':
        await links.note(target.name, event, { problem: why, problemKind: 'reconnect', retryAt: null });
        throw new ActionRequiredError(why, verdict.whatToDo, { cause });
    }
  }

  /**
   * @param event its documentId
   * @throws RetryAt, UnrecoverableError, ActionRequiredError
   */
  return async function reconcile(target: AnyTarget, event: string, signal: AbortSignal): Promise<void> {
    try {
      for (let count = 0; count < mostSteps; count += 1) {
        if ((await step(target, event, signal)) === 'done') return;
      }
    } catch (error) {
      if (error instanceof Trouble) return failed(target, event, error);
      throw error;
    }
    throw new Error(
      `${target.title} cannot be brought in step with event ${event}: it answers each time otherwise`,
    );
  };
}

export type Reconciler = ReturnType<typeof createReconciler>;
