import { StatusBadge, type StatusKind } from '../../../../../admin/components/StatusBadge';
import type { Card } from '../../../contract/integrations';
import { useTexts } from '../../hooks/useTexts';

const kinds: Record<Card['state'], StatusKind> = {
  off: 'neutral',
  ready: 'success',
  working: 'primary',
  waiting: 'warning',
  broken: 'danger',
};

export const StateBadge = ({ state }: { state: Card['state'] }) => {
  const t = useTexts();
  return <StatusBadge kind={kinds[state]}>{t(`state.${state}`)}</StatusBadge>;
};
