import { useSharedTexts } from '../texts';
import { StatusBadge, type StatusKind } from './StatusBadge';

export type JobState = 'delayed' | 'pending' | 'running' | 'done' | 'failed' | 'cancelled';

const kinds: Record<JobState, StatusKind> = {
  delayed: 'neutral',
  pending: 'secondary',
  running: 'primary',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

/** The state of a background job, wherever a plugin shows one of its own. */
export const JobStateBadge = ({ state }: { state: JobState }) => {
  const t = useSharedTexts();
  return <StatusBadge kind={kinds[state]}>{t(`job-state.${state}`)}</StatusBadge>;
};
