import * as React from 'react';
import { Flex, Radio, Typography } from '@strapi/design-system';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { offsetOf } from '../../../../shared/admin/zoned-time';
import { useTexts } from '../texts';

interface WhichOfTwoProps {
  instants: readonly [string, string];
  zone: string;
  /** Null while nothing is chosen. */
  chosen: string | null;
  disabled: boolean;
  onChoose: (instant: string) => void;
}

/** Asks which is meant of a local time that occurs twice in the night when the clocks go back. */
export const WhichOfTwo = ({ instants, zone, chosen, disabled, onChoose }: WhichOfTwoProps) => {
  const t = useTexts();
  const { timeOfDay, inSecondLife } = useZonedTexts();
  const question = React.useId();
  return (
    <Flex direction="column" alignItems="start" gap={2}>
      <Typography id={question} variant="pi" textColor="neutral700">
        {t('time.twice', { time: timeOfDay(instants[0], zone) })}
      </Typography>
      <Radio.Group
        aria-labelledby={question}
        value={chosen ?? ''}
        disabled={disabled}
        onValueChange={(instant: string) => onChoose(instant)}
      >
        {instants.map((instant, index) => (
          <Radio.Item key={instant} value={instant}>
            {t(index === 0 ? 'time.first' : 'time.second', {
              offset: offsetOf(zone, new Date(instant)),
              slt: inSecondLife(instant, zone),
            })}
          </Radio.Item>
        ))}
      </Radio.Group>
    </Flex>
  );
};
