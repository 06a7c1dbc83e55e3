import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { states, type State } from '../../contract/job';
import type { NameOverview } from '../../contract/overview';
import { useTexts } from '../texts';

const Card = styled(Box)`
  cursor: pointer;
  text-align: start;
  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
  }
`;

interface StateCardsProps {
  names: readonly NameOverview[];
  selected: State | undefined;
  onSelect: (state: State | null) => void;
}

/** How many jobs there are in each state; a click shows these alone. */
export const StateCards = ({ names, selected, onSelect }: StateCardsProps) => {
  const t = useTexts();
  const intl = useIntl();
  return (
    <Flex gap={4} wrap="wrap" alignItems="stretch" role="group" aria-label={t('counts.title')}>
      {states.map((state) => {
        const count = names.reduce((all, { counts }) => all + counts[state], 0);
        const isBad = state === 'failed' && count > 0;
        return (
          <Card
            key={state}
            tag="button"
            type="button"
            aria-pressed={selected === state}
            onClick={() => onSelect(selected === state ? null : state)}
            background="neutral0"
            borderColor="neutral150"
            hasRadius
            shadow="tableShadow"
            padding={4}
            flex="1 1 12rem"
          >
            <Typography variant="sigma" textColor="neutral600" tag="div">
              {t(`states.${state}`)}
            </Typography>
            <Typography variant="alpha" textColor={isBad ? 'danger600' : 'neutral800'} tag="div">
              {intl.formatNumber(count)}
            </Typography>
          </Card>
        );
      })}
    </Flex>
  );
};
