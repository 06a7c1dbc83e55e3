import { alertKey, type Alert } from '../../contract/home';

/** Something that needs a person, from when it was first seen until it has been gone for a while. Times in ms since 1970. */
export interface OpenAlert {
  /** `alertKey` of the alert. */
  name: string;
  /** As it was last seen. */
  alert: Alert;
  seenAt: number;
  /** Since when it has not been seen; null while it is. */
  goneAt: number | null;
}

export interface Sighting {
  alerts: readonly Alert[];
  /** Kinds of which there may be more: what is not among them may be there all the same. */
  isComplete: (kind: Alert['kind']) => boolean;
  now: number;
}

/**
 * What is open after another look. What comes and goes is one alert, and over only when it has been gone for `calmMs`: it is
 * told once.
 */
export function updateOpenAlerts(
  known: readonly OpenAlert[],
  { alerts, isComplete, now }: Sighting,
  calmMs: number,
): OpenAlert[] {
  const seen = new Map(alerts.map((alert) => [alertKey(alert), alert]));
  const kept = known.flatMap((openAlert): OpenAlert[] => {
    const alert = seen.get(openAlert.name);
    if (alert) return [{ ...openAlert, alert, goneAt: null }];
    if (!isComplete(openAlert.alert.kind)) return [openAlert];
    const goneAt = openAlert.goneAt ?? now;
    return now - goneAt < calmMs ? [{ ...openAlert, goneAt }] : [];
  });
  const names = new Set(known.map(({ name }) => name));
  const fresh = [...seen].filter(([name]) => !names.has(name));
  return [...kept, ...fresh.map(([name, alert]) => ({ name, alert, seenAt: now, goneAt: null }))];
}

/** What somebody has been told and is not over, as it was told. */
export interface Told {
  name: string;
  /** Null where an older version has told it in another form. */
  alert: Alert | null;
}

export interface BegunAlert {
  alert: Alert;
  /** Since when, in milliseconds since 1970. */
  since: number;
}

/** What somebody is to be told. */
export interface News {
  begun: BegunAlert[];
  over: Alert[];
  /** What they will have been told then. */
  told: Told[];
}

/**
 * What somebody is to be told: alerts that have lasted for `settleMs`, and those they were told that are over.
 *
 * @param visible alerts as they may see them @returns null where there is nothing
 */
export function newsFor(
  told: readonly Told[],
  open: readonly OpenAlert[],
  visible: readonly Alert[],
  { now, settleMs }: { now: number; settleMs: number },
): News | null {
  const knows = new Set(told.map(({ name }) => name));
  const shown = new Map(visible.map((alert) => [alertKey(alert), alert]));
  const begun = open.flatMap(({ name, seenAt, goneAt }): BegunAlert[] => {
    const alert = shown.get(name);
    const isDue = goneAt === null && now - seenAt >= settleMs && !knows.has(name);
    return alert && isDue ? [{ alert, since: sinceOf(alert) ?? seenAt }] : [];
  });
  const isOpen = new Set(open.map(({ name }) => name));
  const over = told.filter(({ name }) => !isOpen.has(name));
  if (begun.length === 0 && over.length === 0) return null;
  return {
    begun,
    over: over.flatMap(({ alert }) => alert ?? []),
    told: [
      ...told.filter(({ name }) => isOpen.has(name)),
      ...begun.map(({ alert }) => ({ name: alertKey(alert), alert })),
    ],
  };
}

function sinceOf(alert: Alert): number | null {
  const since = alert.kind === 'sync' ? null : alert.since;
  return since === null ? null : Date.parse(since);
}

/** How a recipient's last mail went. Times in milliseconds since 1970. */
export interface LastMail {
  toldAt: number | null;
  /** When to try again after a failure. */
  retryAt: number | null;
}

/** Whether somebody is to be left alone for now: what begins one by one comes in few mails, and what failed waits. */
export const isHeldBack = ({ toldAt, retryAt }: LastMail, now: number, restMs: number): boolean =>
  (retryAt !== null && retryAt > now) || (toldAt !== null && now - toldAt < restMs);
