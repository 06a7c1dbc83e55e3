import { Box, Typography } from '@strapi/design-system';
import { Code } from '../../../../jobs/admin/components/Code';
import { useTexts } from '../../hooks/useTexts';
import { legible } from './legible';

/** A request or an answer as the log has it: masked, and cut where it was too long. */
export const StoredText = ({ title, text }: { title: string; text: string | null }) => {
  const t = useTexts();
  return (
    <Box tag="section" aria-label={title}>
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {title}
      </Typography>
      {text === null ? (
        <Typography textColor="neutral600">{t('entry.nothing')}</Typography>
      ) : (
        <Code tag="pre" background="neutral100" color="neutral800" hasRadius padding={4} tabIndex={0}>
          {legible(text)}
        </Code>
      )}
    </Box>
  );
};
