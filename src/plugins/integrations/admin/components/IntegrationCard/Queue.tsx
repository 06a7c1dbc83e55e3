import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Moment } from '../../../../jobs/admin/components/Moment';
import type { Card } from '../../../contract/integrations';
import { useTexts } from '../../hooks/useTexts';
import { Fact } from '../Fact';
import { jobsPage } from '../jobs-page';
import { TextLink } from '../TextLink';

interface QueueProps {
  jobs: Card['jobs'];
  /** Whether the reader may open the page about the jobs. */
  mayReadJobs: boolean;
}

/** What an integration still has to do, and what of it went wrong. */
export const Queue = ({ jobs, mayReadJobs }: QueueProps) => {
  const t = useTexts();
  const intl = useIntl();
  return (
    <>
      <Fact name={t('card.queue')}>
        {t('queue.waiting', { count: jobs.waiting })} · {t('queue.running', { count: jobs.running })} ·{' '}
        <Typography
          textColor={jobs.failed > 0 ? 'danger600' : 'neutral800'}
          fontWeight={jobs.failed > 0 ? 'bold' : 'regular'}
        >
          {t('queue.failed', { count: jobs.failed })}
        </Typography>
        {jobs.nextRunAt !== null && (
          <Typography variant="pi" textColor="neutral600" tag="p">
            {t('queue.next')} <Moment at={jobs.nextRunAt} />
          </Typography>
        )}
      </Fact>
      <Fact name={t('card.jobs')}>
        {mayReadJobs
          ? jobs.names.map((name) => (
              <div key={name}>
                <TextLink to={jobsPage.named(name)}>{name}</TextLink>
              </div>
            ))
          : intl.formatList(jobs.names, { type: 'unit' })}
      </Fact>
    </>
  );
};
