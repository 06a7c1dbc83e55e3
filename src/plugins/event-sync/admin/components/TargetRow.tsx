import { Flex, Link, Typography } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { StatusBadge, type StatusKind } from '../../../../admin/components/StatusBadge';
import type { TargetStanding } from '../../contract/standing';
import { useTargetTitle } from '../hooks/useTargetTitle';
import { useTexts } from '../hooks/useTexts';

const kinds: Record<TargetStanding['state'], StatusKind> = {
  'in-step': 'success',
  waiting: 'secondary',
  failed: 'danger',
  off: 'neutral',
};

/** How the event stands at one target: the state, why, since when, and the way there. */
export const TargetRow = ({ target }: { target: TargetStanding }) => {
  const t = useTexts();
  const intl = useIntl();
  const title = useTargetTitle()(target);
  const { state, reason, until, detail, advice, syncedAt, address } = target;
  const moment = (at: string): string => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' });

  return (
    <Flex
      tag="li"
      direction="column"
      alignItems="stretch"
      gap={1}
      style={{ overflowWrap: 'break-word' }}
      aria-label={title}
    >
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Typography fontWeight="semiBold" textColor="neutral800">
          {title}
        </Typography>
        <StatusBadge kind={kinds[state]}>{t(`state.${state}`)}</StatusBadge>
      </Flex>
      {reason !== null && (
        <Typography variant="pi" textColor="neutral700" tag="p">
          {until === null
            ? t(`reason.${reason}`)
            : t(reason === 'held' ? 'reason.held-until' : `reason.${reason}`, { until: moment(until) })}
        </Typography>
      )}
      {detail !== null && (
        <Typography
          variant="pi"
          textColor={state === 'failed' ? 'danger600' : 'neutral600'}
          tag="p"
          lang="en"
        >
          {detail}
        </Typography>
      )}
      {advice !== null && (
        <Typography variant="pi" textColor="neutral700" tag="p" lang="en">
          {advice}
        </Typography>
      )}
      {(syncedAt !== null || address !== null) && (
        <Flex justifyContent="space-between" gap={2} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {syncedAt !== null && <time dateTime={syncedAt}>{t('synced-at', { at: moment(syncedAt) })}</time>}
          </Typography>
          {address !== null && (
            <Link href={address} isExternal endIcon={<ExternalLink />} aria-label={t('open-at', { title })}>
              {t('open')}
            </Link>
          )}
        </Flex>
      )}
    </Flex>
  );
};
