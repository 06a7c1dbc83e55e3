import { AlertList } from '../components/AlertList';
import { SetupReminder } from '../components/SetupReminder';
import { WidgetContent } from '../components/WidgetContent';
import { useAlerts } from '../hooks/useHomeApi';
import { useTexts } from '../texts';

export const AlertsWidget = () => {
  const t = useTexts();
  return (
    <>
      <SetupReminder />
      <WidgetContent
        polled={useAlerts()}
        isEmpty={({ data }) => data.length === 0}
        emptyText={t('alerts.none')}
      >
        {({ data }) => <AlertList alerts={data} />}
      </WidgetContent>
    </>
  );
};
