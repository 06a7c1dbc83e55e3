import { Box, Flex, Typography } from '@strapi/design-system';
import { useTexts } from '../../hooks/useTexts';

const entries = [
  { key: 'chart.done', colour: 'primary500', height: '1.2rem' },
  { key: 'chart.failed', colour: 'danger600', height: '1.2rem' },
  { key: 'chart.p50', colour: 'success600', height: '0.3rem' },
  { key: 'chart.p95', colour: 'warning600', height: '0.3rem' },
] as const;

export const Legend = () => {
  const t = useTexts();
  return (
    <Flex gap={5} paddingTop={3} justifyContent="center" wrap="wrap">
      {entries.map(({ key, colour, height }) => (
        <Flex key={key} gap={2}>
          <Box background={colour} width="1.2rem" height={height} aria-hidden />
          <Typography variant="pi" textColor="neutral600">
            {t(key)}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};
