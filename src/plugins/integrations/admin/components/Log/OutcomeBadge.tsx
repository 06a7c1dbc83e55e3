import { Badge, type BadgeProps } from '@strapi/design-system';
import type { LogEntry } from '../../../contract/log';
import { useTexts } from '../../hooks/useTexts';

const variants: Record<LogEntry['outcome'], NonNullable<BadgeProps['variant']>> = {
  ok: 'success',
  again: 'warning',
  never: 'danger',
  reconnect: 'danger',
};

export const OutcomeBadge = ({ outcome }: Pick<LogEntry, 'outcome'>) => {
  const t = useTexts();
  return <Badge variant={variants[outcome]}>{t(`outcome.${outcome}`)}</Badge>;
};
