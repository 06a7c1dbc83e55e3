import { Badge, type BadgeProps } from '@strapi/design-system';
import type { State } from '../../contract/job';
import { useTexts } from '../hooks/useTexts';

const variants: Record<State, NonNullable<BadgeProps['variant']>> = {
  delayed: 'neutral',
  pending: 'secondary',
  running: 'primary',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

export const StateBadge = ({ state }: { state: State }) => {
  const t = useTexts();
  return <Badge variant={variants[state]}>{t(`state.${state}`)}</Badge>;
};
