import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { jobErrorOf } from '../../../integrations/server/jobs/job-error';
import { FailedAttempt, RetryAt } from '../../../jobs/server/outcomes';
import type { EventSyncConfig } from '../config';
import { eventSyncMessages, targetTitle } from '../domain/messages';
import { finishedLink, startedLink, stepFor, type SyncAction } from '../domain/plan';
import type { AnyTarget } from '../targets';
import type { CallContext } from '../targets/target';
import type { Enqueue } from '.';
import type { Events, LinkRow, Links } from './store';

/** An answer may lead to a next step (a spent id, an event that was gone); more than so many in a row are a mistake. */
const mostSteps = 4;
const synced = { attempts: 0, problem: null, problemMessage: null };

interface Parts {
  events: Events;
  links: Links;
  targets: readonly AnyTarget[];
  enqueue: Enqueue;
}

/** Syncs events with targets. Knows no target; done twice, the second time does nothing. */
export function createReconciler(
  config: Pick<EventSyncConfig, 'now' | 'random'>,
  { events, links, targets, enqueue }: Parts,
) {
  const carryOut = (target: AnyTarget, action: SyncAction<unknown>, context: CallContext) => {
    switch (action.do) {
      case 'create':
        return target.create(action, context);
      case 'change':
        return target.change(action, context);
      case 'remove':
        return target.remove(action, context);
    }
  };

  const markersOf = (target: AnyTarget, action: SyncAction<unknown>): string[] =>
    action.do !== 'remove' && target.markerOf ? [target.markerOf(action.document)] : [];

  /** Written before a call, so that a document whose answer was lost can be found. More than one while answers are lost. */
  function startedMarkers(target: AnyTarget, stored: LinkRow | null, action: SyncAction<unknown>): string[] {
    const known = stored === null || stored.state === 'removed' ? [] : stored.markers;
    return [...new Set([...known, ...markersOf(target, action)])];
  }

  async function step(target: AnyTarget, event: string, signal: AbortSignal): Promise<'done' | 'go on'> {
    const [snapshot, stored] = [await events.read(event), await links.find(target.name, event)];
    const now = new Date(config.now());
    const { destination, name } = target;
    const action = stepFor(target, snapshot, stored, now);
    switch (action.do) {
      case 'none':
        if (stored?.problem) await links.record(name, event, synced);
        return 'done';
      case 'wait':
        throw new RetryAt(new Date(action.until), eventSyncMessages.say('appears-later'));
      case 'create':
      case 'change':
      case 'remove': {
        const markers = startedMarkers(target, stored, action);
        const attempt = (stored?.attempts ?? 0) + 1;
        const started = startedLink(stored, action, destination);
        await links.save(name, event, { ...started, markers }, { attempts: attempt });
        const isOtherEvents = (id: string) => links.isOtherEvents(name, event, id);
        const result = await carryOut(target, action, {
          event,
          attempt,
          markers,
          isOtherEvents,
          signal,
        }).catch((error: unknown) => failed(target, event, attempt, error));
        const finished = finishedLink(started, action, result);
        const left = finished.state === 'shown' ? markersOf(target, action) : [];
        await links.save(name, event, { ...finished, markers: left }, { ...synced, syncedAt: config.now() });
        return 'go on';
      }
    }
  }

  /** Records a failed call for whoever looks at the event, and throws the queue's error. */
  async function failed(target: AnyTarget, event: string, attempt: number, error: unknown): Promise<never> {
    if (!(error instanceof RemoteError)) throw error;
    await links.record(target.name, event, {
      problem: error.reason.text,
      problemMessage: error.reason,
    });
    throw jobErrorOf(error, { attempt, random: config.random(), now: config.now() });
  }

  return {
    /** Enqueues a job for each target that an event is out of sync with. @param priority of `priorities` */
    async fanOut(event: string, priority: number): Promise<void> {
      const snapshot = await events.read(event);
      const known = await links.ofEvent(event);
      for (const target of targets) {
        const link = known.get(target.name) ?? null;
        const step = stepFor(target, snapshot, link, new Date(config.now()));
        if (step.do === 'none' && !link?.problem) continue;
        await enqueue(target, [event], {
          priority,
          ...(step.do === 'wait' && { runAt: new Date(step.until) }),
        });
      }
    },

    /** @param event its documentId @throws RetryAt, UnrecoverableError, ActionRequiredError */
    async reconcile(target: AnyTarget, event: string, signal: AbortSignal): Promise<void> {
      for (let count = 0; count < mostSteps; count += 1) {
        if ((await step(target, event, signal)) === 'done') return;
      }
      throw new FailedAttempt(
        eventSyncMessages.say('keeps-changing', { target: targetTitle(target.name, target.title) }),
      );
    },
  };
}
