import { Box, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';
import { Note } from '../../../../shared/admin/components/Note';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { permissionFor } from '../../../../shared/admin/permissions';
import { permissions } from '../../contract/permissions';
import { AlertList } from '../components/AlertList';
import { useAlerts } from '../hooks/useHomeApi';
import { useTexts } from '../texts';

const AlertsPage = () => {
  const t = useTexts();
  return (
    <PolledPage title={t('title')} subtitle={t('subtitle')} polled={useAlerts()}>
      {({ data, areMailed }) => (
        <>
          {!areMailed && <Note kind="info" title={t('alerts.not-mailed')} />}
          {data.length === 0 ? (
            <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('alerts.none')} />
          ) : (
            <Box background="neutral0" hasRadius shadow="tableShadow" paddingLeft={6} paddingRight={6}>
              <AlertList alerts={data} />
            </Box>
          )}
        </>
      )}
    </PolledPage>
  );
};

const ProtectedPage = () => (
  <Page.Protect permissions={permissionFor(permissions.readAlerts)}>
    <AlertsPage />
  </Page.Protect>
);

export default ProtectedPage;
