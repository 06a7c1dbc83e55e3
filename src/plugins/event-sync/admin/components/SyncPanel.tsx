import { Flex, Typography } from '@strapi/design-system';
import type { Standings } from '../../contract/standing';
import { useTexts } from '../hooks/useTexts';
import { FacebookText } from './FacebookText';
import { SyncNow } from './SyncNow';
import { TargetRow } from './TargetRow';

interface SyncPanelProps {
  documentId: string;
  standings: Standings;
  /** It could not be read the last time. */
  isStale: boolean;
  onChanged: () => void;
}

/** An event's targets one below the other, and what can be done about them. */
export const SyncPanel = ({ documentId, standings, isStale, onChanged }: SyncPanelProps) => {
  const t = useTexts();
  const { targets, facebookText, hasWebsite } = standings;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
        {targets.map((target) => (
          <TargetRow key={target.name} target={target} />
        ))}
      </Flex>
      {isStale && (
        <Typography variant="pi" textColor="warning700" role="status">
          {t('stale')}
        </Typography>
      )}
      {!hasWebsite && (
        <Typography variant="pi" textColor="warning700">
          {t('noWebsite')}
        </Typography>
      )}
      <SyncNow documentId={documentId} onDone={onChanged} />
      {facebookText !== '' && <FacebookText text={facebookText} />}
    </Flex>
  );
};
