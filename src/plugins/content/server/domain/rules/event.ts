import { longestEventDays } from '../event-constants';
import { issueOf, type ValidationIssue, type Values } from './issues';
import { momentOf } from './formats';
import { isRecord } from '../../../../../shared/server/is-record';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The rules across fields of an event: it ends after it starts and within `longestEventDays`, and each line-up entry lies
 * within it and ends after it starts. Absent values are not checked, since a draft may lack any.
 */
export function eventIssues(event: Values): ValidationIssue[] {
  const start = momentOf(event['startTime']);
  const end = momentOf(event['endTime']);
  const issue = start === null || end === null ? undefined : spanIssue(start, end);
  // With an invalid span, every entry would be an issue.
  const bounds = issue ? { from: null, to: null } : { from: start, to: end };
  const { lineUp } = event;
  const entries: unknown[] = Array.isArray(lineUp) ? lineUp : [];
  return [
    ...(issue ? [issue] : []),
    ...announcementIssues(event, bounds.to),
    ...entries.flatMap((entry, index) =>
      isRecord(entry) ? entryIssues(entry, bounds, ['lineUp', String(index)]) : [],
    ),
  ];
}

function spanIssue(start: number, end: number): ValidationIssue | undefined {
  const field = { field: 'startTime' };
  if (end <= start) return issueOf(['endTime'], { key: 'after', values: { field } });
  if (end - start <= longestEventDays * dayMs) return undefined;
  return issueOf(['endTime'], { key: 'days-after', values: { days: longestEventDays, field } });
}

/** An event can be announced until it ends. */
function announcementIssues(event: Values, end: number | null): ValidationIssue[] {
  const announced = momentOf(event['announceAt']);
  if (announced === null || end === null || announced < end) return [];
  return [issueOf(['announceAt'], { key: 'before', values: { field: { field: 'endTime' } } })];
}

interface Bounds {
  from: number | null;
  to: number | null;
}

function entryIssues(entry: Values, { from, to }: Bounds, at: string[]): ValidationIssue[] {
  const start = momentOf(entry['startTime']);
  const end = momentOf(entry['endTime']);
  const ofEvent = (field: string) => ({ field: { field, of: 'document' as const } });
  const outside = (name: string, moment: number | null): ValidationIssue[] => {
    if (moment === null) return [];
    const path = [...at, name];
    if (from !== null && moment < from)
      return [issueOf(path, { key: 'not-before-event', values: ofEvent('startTime') })];
    if (to !== null && moment > to)
      return [issueOf(path, { key: 'not-after-event', values: ofEvent('endTime') })];
    return [];
  };
  const reversed = start !== null && end !== null && end <= start;
  const afterStart = { key: 'after-in-entry', values: { field: { field: 'startTime' } } } as const;
  return [
    ...outside('startTime', start),
    ...(reversed ? [issueOf([...at, 'endTime'], afterStart)] : outside('endTime', end)),
  ];
}
