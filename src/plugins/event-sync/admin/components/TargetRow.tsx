import { Flex, Link, Typography, type TypographyProps } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { StatusBadge, type StatusKind } from '../../../../shared/admin/components/StatusBadge';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import type { TargetStatus } from '../../contract/sync-status';
import { useTexts } from '../texts';
import en from '../translations/en.json';

const kinds: Record<TargetStatus['state'], StatusKind> = {
  'in-step': 'success',
  waiting: 'secondary',
  failed: 'danger',
  off: 'neutral',
};

const isKey = (key: string): key is keyof typeof en => key in en;

interface TargetRowProps {
  target: TargetStatus;
  /** The event's time zone. */
  zone: string;
  /** Whether the reader has the button that syncs; texts speak of it to nobody else. */
  maySync: boolean;
}

export const TargetRow = ({ target, zone, maySync }: TargetRowProps) => {
  const t = useTexts();
  const intl = useIntl();
  const messageText = useMessageText();
  const title = messageText(target.title);
  const { state, reason, until, detail, advice, syncedAt, address } = target;
  const { inZone, inSecondLife } = useZonedTexts();
  const hintKey = `sync-hint.${reason}`;
  const timeText = (at: string): string => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' });
  /** The announcement is a time of the event; others are of the club's work. */
  const untilText = (at: string): string =>
    reason === 'announced-later' ? `${inZone(at, zone)}, ${inSecondLife(at, zone)}` : timeText(at);

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
        <Line>
          {until === null
            ? t(`reason.${reason}`)
            : t(reason === 'held' ? 'reason.held-until' : `reason.${reason}`, {
                until: untilText(until),
              })}
        </Line>
      )}
      {maySync && isKey(hintKey) && <Line>{t(hintKey)}</Line>}
      <Line textColor={state === 'failed' ? 'danger600' : 'neutral600'}>{detail && messageText(detail)}</Line>
      <Line>{advice && messageText(advice)}</Line>
      {(syncedAt !== null || address !== null) && (
        <Flex justifyContent="space-between" gap={2} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {syncedAt !== null && (
              <time dateTime={syncedAt}>{t('synced-at', { at: timeText(syncedAt) })}</time>
            )}
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

/** A line of small text; nothing where there is none. */
const Line = ({ children, ...props }: TypographyProps<'p'>) =>
  children === null ? null : (
    <Typography variant="pi" textColor="neutral700" tag="p" {...props}>
      {children}
    </Typography>
  );
