import { useIntl } from 'react-intl';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import type { Alert } from '../../contract/home';
import { useTexts } from '../texts';
import { EntryList, EntryRow, RowText } from './EntryList';
import { entryPath } from './entry-path';

/** One thing that needs a person: what, why, and what to do. Reasons are as the other side or the queue gave them, in English. */
const AlertItem = ({ alert }: { alert: Alert }) => {
  const t = useTexts();
  const jobTitle = useNameText('shared.job-title');
  switch (alert.kind) {
    case 'integration':
      return (
        <EntryRow title={t('alerts.integration', { title: alert.title })} to="/plugins/integrations">
          <Explanation {...alert} tone="danger700" />
        </EntryRow>
      );
    case 'queue':
      return (
        <EntryRow
          title={t('alerts.queue', { name: jobTitle(alert.name) })}
          to={`/plugins/jobs?${new URLSearchParams({ name: alert.name }).toString()}`}
        >
          <Explanation {...alert} tone="warning700" />
        </EntryRow>
      );
    case 'sync':
      return <FailedSync alert={alert} />;
  }
};

interface ExplanationProps {
  reason: string | null;
  whatToDo: string | null;
  since: string | null;
  tone: 'danger700' | 'warning700';
}

const Explanation = ({ reason, whatToDo, since, tone }: ExplanationProps) => {
  const t = useTexts();
  const intl = useIntl();
  return (
    <>
      {reason !== null && (
        <RowText tone={tone} lang="en">
          {reason}
        </RowText>
      )}
      {whatToDo !== null && <RowText>{t('alerts.what-to-do', { whatToDo })}</RowText>}
      {since !== null && (
        <RowText>
          {t('alerts.since', { since: intl.formatDate(since, { dateStyle: 'medium', timeStyle: 'short' }) })}
        </RowText>
      )}
    </>
  );
};

const FailedSync = ({
  alert: { documentId, title, targets },
}: {
  alert: Extract<Alert, { kind: 'sync' }>;
}) => {
  const t = useTexts();
  const intl = useIntl();
  // The texts of the plugin that has the targets; one without a translation keeps its English title.
  const names = targets.map((target) =>
    intl.formatMessage({ id: `event-sync.target.${target.name}`, defaultMessage: target.title }),
  );
  const details = [...new Set(targets.flatMap(({ detail }) => detail ?? []))];
  return (
    <EntryRow
      title={t('alerts.sync', { title, targets: intl.formatList(names, { type: 'conjunction' }) })}
      to={entryPath('api::event.event', documentId)}
    >
      {details.map((detail) => (
        <RowText key={detail} tone="danger700" lang="en">
          {detail}
        </RowText>
      ))}
    </EntryRow>
  );
};

/** Of different kinds, a name may be the same. */
const alertKey = (alert: Alert): string =>
  `${alert.kind} ${alert.kind === 'sync' ? alert.documentId : alert.name}`;

export const AlertList = ({ alerts }: { alerts: readonly Alert[] }) => (
  <EntryList>
    {alerts.map((alert) => (
      <AlertItem key={alertKey(alert)} alert={alert} />
    ))}
  </EntryList>
);
