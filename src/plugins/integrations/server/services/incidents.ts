import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Message } from '../../../jobs/contract/message';
import type { JobsService } from '../../../jobs/server/services';
import type { IntegrationsConfig } from '../config';
import { remoteErrorIn } from '../domain/remote-error';
import { integrationMessages } from '../domain/messages';
import type { Breakdown } from '../domain/status';
import type { Registry } from './registry';
import type { StatusStore } from './status-store';

export type IntegrationJobs = Pick<JobsService, 'counts' | 'pause' | 'resume'>;

const { say } = integrationMessages;

/** What is done when a connection breaks, and when it works again. */
export function createIncidents(
  strapi: Core.Strapi,
  { now, checkTimeoutMs }: Pick<IntegrationsConfig, 'now' | 'checkTimeoutMs'>,
  { registry, statuses, jobs }: { registry: Registry; statuses: StatusStore; jobs: IntegrationJobs },
) {
  /** Its jobs wait until it is mended: whatever they tried would fail too. */
  async function breakDown(
    name: string,
    { reason, whatToDo, resource }: Omit<Breakdown, 'since'>,
  ): Promise<void> {
    const integration = registry.get(name);
    const remedy = whatToDo ?? say('renew-access', { title: integration.title });
    const isNew = await statuses.break(name, { reason, whatToDo: remedy, since: now(), resource });
    if (isNew) strapi.log.error(`${integration.title} needs a person. ${reason.text}. ${remedy.text}`);
    if (integration.jobs.length > 0) await jobs.pause(integration.jobs, { reason, whatToDo: remedy });
  }

  /** What somebody has paused on purpose stays paused. */
  async function resumeBroken(names: readonly string[]): Promise<void> {
    const broken: string[] = [];
    for (const name of names) {
      const { paused } = await jobs.counts([name]);
      if (paused && paused.whatToDo !== null) broken.push(name);
    }
    if (broken.length > 0) await jobs.resume(broken);
  }

  /** Resumes its jobs first: if this process dies in between, it is still broken, and is mended again. */
  async function mend(name: string): Promise<void> {
    await resumeBroken(registry.get(name).jobs);
    await statuses.mend(name);
  }

  /** Somebody says that it is all right again, and that its jobs may go on. @throws NotFoundError */
  async function resume(name: string): Promise<void> {
    const { jobs: names } = registry.get(name);
    if (names.length > 0) await jobs.resume(names);
    await statuses.mend(name);
  }

  async function failedCheck(name: string, error: unknown): Promise<Message> {
    const known = remoteErrorIn(error);
    const decision = known?.decision;
    // Its own call has reported already what is broken, and with which resource.
    if (known && decision?.kind === 'action-required' && !(await statuses.read(name)).broken)
      await breakDown(name, { reason: known.said, whatToDo: decision.whatToDo, resource: null });
    if (known) return known.said;
    strapi.log.error(`The check of ${name} failed: ${String(error)}`);
    return say('check.failed');
  }

  /**
   * Asks the remote whether it lets us in, and mends the integration when it does.
   *
   * @returns what is wrong, in a sentence; null when nothing is
   * @throws NotFoundError; ApplicationError when it is off
   */
  async function check(name: string): Promise<Message | null> {
    const integration = registry.get(name);
    if (!integration.isConfigured) throw new errors.ApplicationError(`${integration.title} is off.`);
    const signal = AbortSignal.timeout(checkTimeoutMs);
    try {
      await integration.check(signal);
    } catch (error) {
      return signal.aborted ? say('check.timeout') : failedCheck(name, error);
    }
    await mend(name);
    return null;
  }

  return { breakDown, mend, resume, check };
}

export type Incidents = ReturnType<typeof createIncidents>;
