import { Box, Typography } from '@strapi/design-system';
import { Note } from '../../../../shared/admin/components/Note';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import type { Card } from '../../contract/integrations';
import { useTexts } from '../texts';

/** Why an integration does not work, and what would help. Nothing for one that works. */
export const StatusNote = ({ card }: { card: Card }) => {
  const t = useTexts();
  const messageText = useMessageText();
  const { state, missing, whatToDo, since, until } = card;
  const reason = card.reason && messageText(card.reason);
  switch (state) {
    case 'off':
      if (missing.length === 0) return <Note kind="info" title={reason ?? t('off.title')} />;
      return (
        <Note kind="info" title={t('off.missing')}>
          <Box tag="ul">
            {missing.map((setting) => (
              <li key={setting}>
                <code>{setting}</code>
              </li>
            ))}
          </Box>
          {t('off.what-to-do')}
        </Note>
      );
    case 'waiting':
      return (
        <Note kind="warning" title={reason ?? t('state.waiting')}>
          {until !== null && (
            <>
              {t('waiting.until')} <Timestamp at={until} />
            </>
          )}
          {since !== null && (
            <>
              {t('waiting.paused-since')} <Timestamp at={since} />
            </>
          )}
        </Note>
      );
    case 'broken':
      return (
        <Note kind="danger" title={reason ?? t('state.broken')}>
          {whatToDo !== null && <p>{messageText(whatToDo)}</p>}
          {since !== null && (
            <Typography variant="pi" textColor="neutral600" tag="p">
              {t('broken.since')} <Timestamp at={since} />
            </Typography>
          )}
        </Note>
      );
    default:
      return null;
  }
};
