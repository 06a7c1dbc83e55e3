import { StatusBadge, type StatusKind } from '../../../../shared/admin/components/StatusBadge';
import type { UpcomingEvent } from '../../contract/home';
import { useTexts } from '../texts';

const kinds: Record<UpcomingEvent['status'], StatusKind> = {
  draft: 'secondary',
  modified: 'primary',
  published: 'success',
};

/** Whether an entry is published, as the content manager colours it. */
export const PublicationBadge = ({ status }: Pick<UpcomingEvent, 'status'>) => {
  const t = useTexts();
  return <StatusBadge kind={kinds[status]}>{t(`status.${status}`)}</StatusBadge>;
};
