import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../../config';
import type { JobRegistry } from '../../definition';
import type { Reaper } from '../reaper';
import type { Runner } from '../runner';
import type { JobStore } from '../store';

/** Hands out jobs to this process. What a job is, and how an attempt changes it, is the same for all engines. */
export interface Engine {
  start(): Promise<void>;
  /** Jobs of a name are committed, due at `runAt` (milliseconds since 1970, 0 for at once). */
  announce(name: string, runAt: number): void;
  /** Looks for work again, after queues were paused or resumed, or jobs cancelled or retried. */
  refresh(): void;
  /** Claims no more jobs, lets running ones finish for a while, and gives back the rest. */
  stop(): Promise<void>;
  /** Whether it can work, for the readiness check. @throws when the database does not answer */
  isUp(): Promise<boolean>;
}

export interface EngineParts {
  strapi: Core.Strapi;
  config: JobsConfig;
  store: JobStore;
  registry: JobRegistry;
  runner: Runner;
  reap: Reaper;
  /** This process's name, as staff see it. */
  worker: string;
}
