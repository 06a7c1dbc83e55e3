import { Box, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Note } from '../../../../shared/admin/components/Note';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { permissions } from '../../contract/permissions';
import { AlertList } from '../components/AlertList';
import { useAlerts } from '../hooks/useHomeApi';
import { useTexts } from '../texts';

export const AlertsPage = () => {
  const t = useTexts();
  const maySeeSetup = useIsAllowed(permissions.readSetup);
  return (
    <PolledPage
      title={t('title')}
      subtitle={t('subtitle')}
      actions={maySeeSetup && <TextLink to="setup">{t('setup.title')}</TextLink>}
      polled={useAlerts()}
    >
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
