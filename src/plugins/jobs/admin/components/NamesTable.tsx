import { Box, TextButton, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { DataTable } from '../../../../shared/admin/components/DataTable';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { states, type State } from '../../contract/job';
import type { NameOverview } from '../../contract/requests';
import { useTexts } from '../texts';
import { NameActions } from './NameActions';
import { PauseReason } from './PauseReason';

interface NamesTableProps {
  names: readonly NameOverview[];
  mayManage: boolean;
  onShow: (name: string, state: State | null) => void;
  onChanged: () => void;
}

export const NamesTable = ({ names, mayManage, onShow, onChanged }: NamesTableProps) => {
  const t = useTexts();
  const title = useNameText('jobs.title');
  return (
    <DataTable
      rows={names}
      keyOf={({ name }) => name}
      columns={[
        {
          title: t('names.name'),
          cell: (overview) => <Name {...overview} onShow={() => onShow(overview.name, null)} />,
        },
        ...states.map((state) => ({
          title: t(`states.${state}`),
          cell: ({ name, counts, resolved }: NameOverview) => (
            <Count
              name={title(name)}
              state={state}
              count={counts[state]}
              isBad={state === 'failed' && counts.failed > resolved}
              onShow={() => onShow(name, state)}
            />
          ),
        })),
        ...(mayManage
          ? [
              {
                title: t('names.actions'),
                isTitleHidden: true,
                cell: ({ name, counts, pause }: NameOverview) => (
                  <NameActions
                    name={name}
                    failed={counts.failed}
                    isPaused={pause !== null}
                    onChanged={onChanged}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
};

const Name = ({ name, isKnown, pause, onShow }: NameOverview & { onShow: () => void }) => {
  const t = useTexts();
  const title = useNameText('jobs.title')(name);
  return (
    <Box
      paddingTop={2}
      paddingBottom={2}
      minWidth="18rem"
      maxWidth="min(34rem, 60vw)"
      style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
    >
      <TextButton onClick={onShow}>
        <Typography fontWeight="semiBold">{title}</Typography>
      </TextButton>
      {title !== name && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {name}
        </Typography>
      )}
      {!isKnown && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('names.unknown')}
        </Typography>
      )}
      {pause && <PauseReason pause={pause} />}
    </Box>
  );
};

interface CountProps {
  name: string;
  state: State;
  count: number;
  isBad: boolean;
  onShow: () => void;
}

const Count = ({ name, state, count, isBad, onShow }: CountProps) => {
  const t = useTexts();
  const intl = useIntl();
  if (count === 0) return <Typography textColor="neutral600">0</Typography>;
  return (
    <TextButton onClick={onShow} aria-label={t('names.show', { name, state: t(`states.${state}`), count })}>
      <Typography textColor={isBad ? 'danger600' : 'neutral800'} fontWeight={isBad ? 'bold' : 'regular'}>
        {intl.formatNumber(count)}
      </Typography>
    </TextButton>
  );
};
