/** What hands out jobs to this process. What a job is, and what becomes of it, is the same for all engines. */
export interface Engine {
  start(): Promise<void>;
  /** Jobs of a name are committed, due at `runAt` (milliseconds since 1970, 0 for at once). */
  announce(name: string, runAt: number): void;
  /** Queues were paused or resumed, jobs cancelled or given another chance: look again. */
  refresh(): void;
  /** Takes no more work, lets what runs finish for a while, and gives back the rest. */
  stop(): Promise<void>;
  /** Whether it can work: for the readiness of the club. */
  isUp(): Promise<boolean>;
}
