import { Note } from '../../../../shared/admin/components/Note';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { permissions } from '../../contract/permissions';
import { missingItems } from '../../contract/setup';
import { useSetup } from '../hooks/useSetupApi';
import { useTexts } from '../texts';

/** That something is not set up yet, for those who look after it, until they do not want to read it any more. */
export const SetupReminder = () => {
  const t = useTexts();
  const { data } = useSetup(useIsAllowed(permissions.readSetup));
  const missing = data === null || data.isDismissed ? 0 : missingItems(data.items);
  if (missing === 0) return null;
  return (
    <Note kind="info" title={t('setup.open', { count: missing })}>
      <TextLink to="/plugins/admin-desk/setup">{t('setup.title')}</TextLink>
    </Note>
  );
};
