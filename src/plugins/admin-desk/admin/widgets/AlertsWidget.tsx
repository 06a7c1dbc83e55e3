import { AlertItem, alertKey } from '../components/AlertItem';
import { EntryList } from '../components/EntryList';
import { WidgetContent } from '../components/WidgetContent';
import { useAlerts } from '../hooks/useHomeApi';
import { useTexts } from '../texts';

export const AlertsWidget = () => {
  const t = useTexts();
  return (
    <WidgetContent
      polled={useAlerts()}
      isEmpty={({ data }) => data.length === 0}
      emptyText={t('alerts.none')}
    >
      {({ data }) => (
        <EntryList>
          {data.map((alert) => (
            <AlertItem key={alertKey(alert)} alert={alert} />
          ))}
        </EntryList>
      )}
    </WidgetContent>
  );
};
