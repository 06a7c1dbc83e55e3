import { Typography } from '@strapi/design-system';
import { Moment } from '../../../../jobs/admin/components/Moment';
import type { Card } from '../../../contract/integrations';
import { useTexts } from '../../hooks/useTexts';
import { Fact } from '../Fact';

/** The last call that worked, and the last one that did not. */
export const Calls = ({ card: { lastSuccess, lastFailure } }: { card: Card }) => {
  const t = useTexts();
  return (
    <>
      <Fact name={t('card.last-success')}>
        <Call call={lastSuccess} />
      </Fact>
      <Fact name={t('card.last-failure')}>
        <Call call={lastFailure} />
        {lastFailure?.message && (
          <Typography variant="pi" textColor="danger600" tag="p">
            {lastFailure.message}
          </Typography>
        )}
      </Fact>
    </>
  );
};

const Call = ({ call }: { call: Card['lastSuccess'] }) => {
  const t = useTexts();
  if (call === null) return <>{t('card.never')}</>;
  return (
    <>
      <Moment at={call.at} /> · {call.action}
    </>
  );
};
