import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../../config';
import type { Leases } from '../leases';
import type { Reaping } from '../reaping';
import type { JobRegistry } from '../registry';
import type { Runner } from '../runner';
import type { JobStore } from '../store';

/** What hands out jobs to this process. What a job is, and what becomes of it, is the same for all engines. */
export interface Engine {
  start(): Promise<void>;
  /** Jobs of a name are committed, due at `runAt` (milliseconds since 1970, 0 for at once). */
  announce(name: string, runAt: number): void;
  /** Queues were paused or resumed, jobs cancelled or given another chance: look again. */
  refresh(): void;
  /** Takes no more work, lets what runs finish for a while, and gives back the rest. */
  stop(): Promise<void>;
  /** Whether it can work: for the readiness of the club. @throws when the database cannot be asked */
  isUp(): Promise<boolean>;
}

export interface EngineParts {
  strapi: Core.Strapi;
  config: JobsConfig;
  store: JobStore;
  registry: JobRegistry;
  leases: Leases;
  runner: Runner;
  reap: Reaping;
  /** Who this process is, to people. */
  worker: string;
}
