import { Badge, type BadgeProps } from '@strapi/design-system';
import { useSharedTexts } from '../texts';

export type StatusKind = 'neutral' | 'secondary' | 'primary' | 'success' | 'warning' | 'danger';

/**
 * The design system's badge with texts that can be read: its own colours have a contrast of 3.9 (light) and 2.6 (dark) where
 * WCAG asks for 4.5 (https://www.w3.org/TR/WCAG22/#contrast-minimum).
 */
const colours: Record<StatusKind, Pick<BadgeProps, 'backgroundColor' | 'textColor'>> = {
  neutral: { backgroundColor: 'neutral150', textColor: 'neutral800' },
  secondary: { backgroundColor: 'secondary100', textColor: 'secondary700' },
  primary: { backgroundColor: 'primary100', textColor: 'primary700' },
  success: { backgroundColor: 'success100', textColor: 'success700' },
  warning: { backgroundColor: 'warning200', textColor: 'neutral800' },
  danger: { backgroundColor: 'danger100', textColor: 'danger700' },
};

/** A state in a word, which is never broken. */
export const StatusBadge = ({ kind, children }: { kind: StatusKind; children: string }) => (
  <Badge {...colours[kind]} style={{ flexShrink: 0, whiteSpace: 'nowrap' }}>
    {children}
  </Badge>
);

type JobState = 'delayed' | 'pending' | 'running' | 'done' | 'failed' | 'cancelled';

const jobStateKinds: Record<JobState, StatusKind> = {
  delayed: 'neutral',
  pending: 'secondary',
  running: 'primary',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

interface JobStateBadgeProps {
  state: JobState;
  /** It failed, and a newer job has done what it was to do. */
  isResolved?: boolean;
}

/** The state of a background job, wherever a plugin shows one of its own. */
export const JobStateBadge = ({ state, isResolved = false }: JobStateBadgeProps) => {
  const t = useSharedTexts();
  if (isResolved) return <StatusBadge kind="neutral">{t('job-state.resolved')}</StatusBadge>;
  return <StatusBadge kind={jobStateKinds[state]}>{t(`job-state.${state}`)}</StatusBadge>;
};
