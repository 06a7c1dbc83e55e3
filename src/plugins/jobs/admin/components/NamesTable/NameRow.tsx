import { Box, Td, TextButton, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { states, type State } from '../../../contract/job';
import type { NameOverview } from '../../../contract/overview';
import { useTexts } from '../../hooks/useTexts';
import { PauseNote } from '../PauseNote';
import { NameActions } from './NameActions';

interface NameRowProps extends NameOverview {
  mayManage: boolean;
  onShow: (name: string, state: State | null) => void;
  onChanged: () => void;
}

export const NameRow = ({ name, counts, pause, isKnown, mayManage, onShow, onChanged }: NameRowProps) => {
  const t = useTexts();
  const intl = useIntl();
  return (
    <Tr>
      <Td>
        <Box
          paddingTop={2}
          paddingBottom={2}
          maxWidth="min(34rem, 60vw)"
          style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
        >
          <TextButton onClick={() => onShow(name, null)}>
            <Typography fontWeight="semiBold">{name}</Typography>
          </TextButton>
          {!isKnown && (
            <Typography variant="pi" textColor="neutral600" tag="p">
              {t('names.unknown')}
            </Typography>
          )}
          {pause && <PauseNote pause={pause} />}
        </Box>
      </Td>
      {states.map((state) => (
        <Td key={state}>
          {counts[state] === 0 ? (
            <Typography textColor="neutral600">0</Typography>
          ) : (
            <TextButton
              onClick={() => onShow(name, state)}
              aria-label={t('names.show', { name, state: t(`states.${state}`), count: counts[state] })}
            >
              <Typography
                textColor={state === 'failed' ? 'danger600' : 'neutral800'}
                fontWeight={state === 'failed' ? 'bold' : 'regular'}
              >
                {intl.formatNumber(counts[state])}
              </Typography>
            </TextButton>
          )}
        </Td>
      ))}
      {mayManage && (
        <Td>
          <NameActions name={name} failed={counts.failed} isPaused={pause !== null} onChanged={onChanged} />
        </Td>
      )}
    </Tr>
  );
};
