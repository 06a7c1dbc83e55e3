import { Box, Flex, Typography } from '@strapi/design-system';
import { useSharedTexts } from '../texts';

interface ProgressProps {
  /** What a job has reported; `done` of `total`, if it can count. */
  progress: { done: number | null; total: number | null; message: string | null };
  /** What it is the progress of, for screen readers. */
  label: string;
}

/** How far a job is. The design system's own bar is made for dark backgrounds. */
export const Progress = ({ progress: { done, total, message }, label }: ProgressProps) => {
  const t = useSharedTexts();
  const isCounted = done !== null && total !== null && total > 0;
  const percent = isCounted ? Math.min(100, (done / total) * 100) : 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {isCounted && (
        <Box
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(percent)}
          background="neutral200"
          hasRadius
          height="0.8rem"
          overflow="hidden"
        >
          <Box background="primary600" height="100%" width={`${percent}%`} />
        </Box>
      )}
      <Typography variant="pi" textColor="neutral600">
        {[isCounted ? t('progress', { done, total }) : null, message].filter(Boolean).join(' · ')}
      </Typography>
    </Flex>
  );
};
