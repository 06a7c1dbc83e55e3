import { useIntl } from 'react-intl';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { alertKey, alertPath, type Alert } from '../../contract/home';
import { useAlertTexts } from '../texts';
import { EntryList, EntryRow, RowText } from './EntryList';

type Reasons = Extract<Alert, { kind: 'sync' }>['targets'][number]['detail'][];

/** What an alert is about, in a sentence. */
function useAlertTitle(): (alert: Alert) => string {
  const t = useAlertTexts();
  const intl = useIntl();
  const messageText = useMessageText();
  const jobTitle = useNameText('jobs.title');
  return (alert) => {
    switch (alert.kind) {
      case 'integration':
        return t('integration', { title: alert.title });
      case 'queue':
        return t('queue', { name: jobTitle(alert.name) });
      case 'sync': {
        const names = alert.targets.map(({ title }) => messageText(title));
        const targets = intl.formatList(names, { type: 'conjunction' });
        return t('sync', { title: alert.title, targets });
      }
      case 'mail':
        return t('mail');
    }
  };
}

/** One thing that needs a person: what, why, and what to do. */
const AlertItem = ({ alert }: { alert: Alert }) => {
  const t = useAlertTexts();
  const intl = useIntl();
  const title = useAlertTitle();
  const messageText = useMessageText();
  const { reasons, whatToDo, since } = explanationOf(alert);
  const said = new Set(reasons.flatMap((reason) => (reason === null ? [] : messageText(reason))));
  return (
    <EntryRow title={title(alert)} to={alertPath(alert)}>
      {[...said].map((reason) => (
        <RowText key={reason} tone={alert.kind === 'queue' ? 'warning700' : 'danger700'}>
          {reason}
        </RowText>
      ))}
      {whatToDo !== null && <RowText>{t('what-to-do', { whatToDo: messageText(whatToDo) })}</RowText>}
      {since !== null && (
        <RowText>
          {t('since', { since: intl.formatDate(since, { dateStyle: 'medium', timeStyle: 'short' }) })}
        </RowText>
      )}
    </EntryRow>
  );
};

function explanationOf(alert: Alert): {
  reasons: Reasons;
  whatToDo: Reasons[number];
  since: string | null;
} {
  return alert.kind === 'sync'
    ? { reasons: alert.targets.map(({ detail }) => detail), whatToDo: null, since: null }
    : { reasons: [alert.reason], whatToDo: alert.whatToDo, since: alert.since };
}

export const AlertList = ({ alerts }: { alerts: readonly Alert[] }) => (
  <EntryList>
    {alerts.map((alert) => (
      <AlertItem key={alertKey(alert)} alert={alert} />
    ))}
  </EntryList>
);
