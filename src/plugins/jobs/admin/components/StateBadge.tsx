import { StatusBadge, type StatusKind } from '../../../../admin/components/StatusBadge';
import type { State } from '../../contract/job';
import { useTexts } from '../hooks/useTexts';

const kinds: Record<State, StatusKind> = {
  delayed: 'neutral',
  pending: 'secondary',
  running: 'primary',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

export const StateBadge = ({ state }: { state: State }) => {
  const t = useTexts();
  return <StatusBadge kind={kinds[state]}>{t(`state.${state}`)}</StatusBadge>;
};
