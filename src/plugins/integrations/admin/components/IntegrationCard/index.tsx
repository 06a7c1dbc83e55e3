import * as React from 'react';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { Panel } from '../../../../jobs/admin/components/Panel';
import { permissions as jobsPermissions } from '../../../../jobs/admin/permissions';
import type { Card } from '../../../contract/integrations';
import { useTexts } from '../../hooks/useTexts';
import { Calls } from './Calls';
import { CardActions } from './CardActions';
import { CheckResult, type Checked } from './CheckResult';
import { Queue } from './Queue';
import { Standing } from './Standing';
import { StateBadge } from './StateBadge';
import { SyncProgress } from './SyncProgress';

interface IntegrationCardProps {
  card: Card;
  mayManage: boolean;
  /** Shows its calls in the log. */
  onShowLog: () => void;
  /** Called when something was done to it. */
  onChanged: () => void;
}

/** One integration: how it stands, what it did last and has still to do, and what can be done to it. */
export const IntegrationCard = ({ card, mayManage, onShowLog, onChanged }: IntegrationCardProps) => {
  const t = useTexts();
  const { allowedActions } = useRBAC(jobsPermissions.read);
  const mayReadJobs = allowedActions.canRead ?? false;
  const [checked, setChecked] = React.useState<Checked | null>(null);
  const [task, setTask] = React.useState<string | null>(null);

  return (
    <Panel title={card.title} aside={<StateBadge state={card.state} />}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Standing card={card} />
        <Box
          tag="dl"
          style={{
            display: 'grid',
            gap: '1.6rem',
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(16rem, 100%), 1fr))',
          }}
        >
          <Calls card={card} />
          {card.jobs.names.length > 0 && <Queue jobs={card.jobs} mayReadJobs={mayReadJobs} />}
        </Box>
        {checked && <CheckResult checked={checked} />}
        {task !== null &&
          (mayReadJobs ? (
            <SyncProgress task={task} />
          ) : (
            <Typography role="status">{t('sync.under-way')}</Typography>
          ))}
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          {mayManage && card.state !== 'off' ? (
            <CardActions card={card} onChecked={setChecked} onSyncing={setTask} onChanged={onChanged} />
          ) : (
            <span />
          )}
          <TextButton onClick={onShowLog}>{t('card.show-log')}</TextButton>
        </Flex>
      </Flex>
    </Panel>
  );
};
