import { Box, Typography } from '@strapi/design-system';
import { Moment } from '../../../../jobs/admin/components/Moment';
import { Note } from '../../../../jobs/admin/components/Note';
import type { Card } from '../../../contract/integrations';
import { useTexts } from '../../hooks/useTexts';

/** Why an integration does not work, and what would help. Nothing for one that does. */
export const Standing = ({ card }: { card: Card }) => {
  switch (card.state) {
    case 'off':
      return <Off card={card} />;
    case 'waiting':
      return <Waiting card={card} />;
    case 'broken':
      return <Broken card={card} />;
    default:
      return null;
  }
};

const Off = ({ card: { missing, reason } }: { card: Card }) => {
  const t = useTexts();
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
};

const Waiting = ({ card: { reason, until, since } }: { card: Card }) => {
  const t = useTexts();
  return (
    <Note kind="warning" title={reason ?? t('state.waiting')}>
      {until !== null && (
        <>
          {t('waiting.until')} <Moment at={until} />
        </>
      )}
      {since !== null && (
        <>
          {t('waiting.paused-since')} <Moment at={since} />
        </>
      )}
    </Note>
  );
};

const Broken = ({ card: { reason, whatToDo, since } }: { card: Card }) => {
  const t = useTexts();
  return (
    <Note kind="danger" title={reason ?? t('state.broken')}>
      {whatToDo !== null && <p>{whatToDo}</p>}
      {since !== null && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('broken.since')} <Moment at={since} />
        </Typography>
      )}
    </Note>
  );
};
