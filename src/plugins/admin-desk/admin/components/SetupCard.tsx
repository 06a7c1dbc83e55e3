import * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { ActionButton } from '../../../../shared/admin/components/ActionButton';
import { Panel } from '../../../../shared/admin/components/Panel';
import { StatusBadge, type StatusKind } from '../../../../shared/admin/components/StatusBadge';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import type { SetupItem, TryAnswer } from '../../contract/setup';
import { useSetupActions } from '../hooks/useSetupApi';
import { useTexts } from '../texts';

const kinds: Record<SetupItem['state'], StatusKind> = {
  set: 'success',
  missing: 'warning',
  optional: 'neutral',
};

const doNothing = (): void => undefined;

/** One thing that can be set up: whether it is, what it is for, the settings it takes, and a button that tries it. */
export const SetupCard = ({ item: { name, state, settings, canBeTried } }: { item: SetupItem }) => {
  const t = useTexts();
  const { tryItem } = useSetupActions();
  const [result, setResult] = React.useState<TryAnswer['data'] | null>(null);
  const attempt = async () => {
    setResult(null);
    setResult(await tryItem(name));
    return null;
  };
  return (
    <Panel
      title={t(`setup.${name}`)}
      aside={<StatusBadge kind={kinds[state]}>{t(`setup.state.${state}`)}</StatusBadge>}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography textColor="neutral800">{t(`setup.${name}.about`)}</Typography>
        {name === 'staff' && state !== 'set' && (
          <Typography textColor="neutral800">{t('setup.staff.what-to-do')}</Typography>
        )}
        {state !== 'set' && settings.length > 0 && <SettingNames names={settings} />}
        {canBeTried && (
          <Flex>
            <ActionButton variant="secondary" action={attempt} onDone={doNothing}>
              {t(name === 'mail' ? 'setup.check.mail' : 'setup.check')}
            </ActionButton>
          </Flex>
        )}
        {result !== null && <TryResult {...result} />}
      </Flex>
    </Panel>
  );
};

const SettingNames = ({ names }: { names: readonly string[] }) => {
  const t = useTexts();
  return (
    <Box>
      <Typography textColor="neutral800">{t('setup.settings')}</Typography>
      <ul>
        {names.map((setting) => (
          <li key={setting} style={{ overflowWrap: 'anywhere' }}>
            <Typography tag="code" textColor="neutral800">
              {setting}
            </Typography>
          </li>
        ))}
      </ul>
    </Box>
  );
};

/** Stays until the next attempt: what is wrong takes longer to read than a notification is shown. */
const TryResult = ({ problem, email }: TryAnswer['data']) => {
  const t = useTexts();
  const messageText = useMessageText();
  return (
    <Typography tag="p" role="status" textColor={problem === null ? 'success700' : 'danger700'}>
      {problem !== null
        ? t('setup.failed', { problem: messageText(problem) })
        : email === null
          ? t('setup.works')
          : t('setup.works.mail', { email })}
    </Typography>
  );
};
