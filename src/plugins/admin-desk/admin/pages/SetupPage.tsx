import { Button, Flex, Grid } from '@strapi/design-system';
import { Note } from '../../../../shared/admin/components/Note';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { useAction } from '../../../../shared/admin/hooks/useAction';
import { missingItems } from '../../contract/setup';
import { SetupCard } from '../components/SetupCard';
import { useSetup, useSetupActions } from '../hooks/useSetupApi';
import { useTexts } from '../texts';

export const SetupPage = () => {
  const t = useTexts();
  const polled = useSetup();
  return (
    <PolledPage title={t('setup.title')} subtitle={t('setup.subtitle')} parent=".." polled={polled}>
      {({ items, isDismissed }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          {missingItems(items) > 0 && (
            <Note kind="warning" title={t('setup.open', { count: missingItems(items) })}>
              {!isDismissed && <Dismiss onDone={polled.reload} />}
            </Note>
          )}
          <Grid.Root gap={4}>
            {items.map((item) => (
              <Grid.Item key={item.name} col={6} xs={12} direction="column" alignItems="stretch">
                <SetupCard item={item} />
              </Grid.Item>
            ))}
          </Grid.Root>
        </Flex>
      )}
    </PolledPage>
  );
};

const Dismiss = ({ onDone }: { onDone: () => void }) => {
  const t = useTexts();
  const { dismiss } = useSetupActions();
  const { isBusy, act } = useAction(onDone);
  const begin = async (): Promise<string> => {
    await dismiss();
    return t('setup.dismissed');
  };
  return (
    <Flex paddingTop={3}>
      <Button variant="tertiary" loading={isBusy} onClick={() => void act(begin)}>
        {t('setup.dismiss')}
      </Button>
    </Flex>
  );
};
