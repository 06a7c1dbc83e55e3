import { StatusBadge, type StatusKind } from '../../../../../admin/components/StatusBadge';
import type { LogEntry } from '../../../contract/log';
import { useTexts } from '../../hooks/useTexts';

const kinds: Record<LogEntry['outcome'], StatusKind> = {
  ok: 'success',
  again: 'warning',
  never: 'danger',
  reconnect: 'danger',
};

export const OutcomeBadge = ({ outcome }: Pick<LogEntry, 'outcome'>) => {
  const t = useTexts();
  return <StatusBadge kind={kinds[outcome]}>{t(`outcome.${outcome}`)}</StatusBadge>;
};
