import { Badge, type BadgeProps } from '@strapi/design-system';
import type { Card } from '../../../contract/integrations';
import { useTexts } from '../../hooks/useTexts';

const variants: Record<Card['state'], NonNullable<BadgeProps['variant']>> = {
  off: 'neutral',
  ready: 'success',
  working: 'primary',
  waiting: 'warning',
  broken: 'danger',
};

export const StateBadge = ({ state }: { state: Card['state'] }) => {
  const t = useTexts();
  return <Badge variant={variants[state]}>{t(`state.${state}`)}</Badge>;
};
