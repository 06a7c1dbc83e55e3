import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { useTexts } from '../texts';

/** The text that staff paste into a Facebook event: no program may create one. */
export const FacebookText = ({ text }: { text: string }) => {
  const t = useTexts();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();

  const copyText = async (): Promise<void> => {
    const isCopied = await copy(text);
    toggleNotification(
      isCopied
        ? { type: 'success', message: t('facebook.copied') }
        : { type: 'warning', message: t('facebook.not-copied') },
    );
  };

  return (
    <Box tag="section" aria-label={t('facebook.title')} borderColor="neutral150" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Typography fontWeight="semiBold" textColor="neutral800" tag="h3">
          {t('facebook.title')}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('facebook.why')}
        </Typography>
        <details>
          <Typography variant="pi" textColor="neutral800" tag="summary" style={{ cursor: 'pointer' }}>
            {t('facebook.show')}
          </Typography>
          <Box background="neutral100" hasRadius padding={2} marginTop={2} maxHeight="24rem" overflow="auto">
            <Typography
              variant="pi"
              textColor="neutral800"
              tag="div"
              lang="en"
              style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              {text}
            </Typography>
          </Box>
        </details>
        <Button variant="tertiary" fullWidth startIcon={<Duplicate />} onClick={() => void copyText()}>
          {t('facebook.copy')}
        </Button>
      </Flex>
    </Box>
  );
};
