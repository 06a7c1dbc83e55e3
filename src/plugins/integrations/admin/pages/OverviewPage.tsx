import * as React from 'react';
import { Box, EmptyStateLayout, Flex, Grid } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Page } from '@strapi/strapi/admin';
import { Panel } from '../../../../shared/admin/components/Panel';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useUrlFilters } from '../../../../shared/admin/hooks/useUrlFilters';
import { permissionFor, useIsAllowed } from '../../../../shared/admin/permissions';
import { logQuery, type LogChoices } from '../../contract/log';
import { permissions } from '../../contract/permissions';
import { IntegrationCard } from '../components/IntegrationCard';
import { filterNames, LogFilters } from '../components/LogFilters';
import { LogTable } from '../components/LogTable';
import { useIntegrationsApi } from '../hooks/useIntegrationsApi';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 4000;
/** The same of the filters' choices, which are read anew when somebody opens them. */
const choicesInterval = 60_000;
const noChoices: LogChoices = { actions: [], subjects: [] };

const OverviewPage = () => {
  const t = useTexts();
  const api = useIntegrationsApi();
  const filters = useUrlFilters(logQuery, filterNames);
  const { query, isFiltered, change } = filters;
  const mayManage = useIsAllowed(permissions.manage);
  const log = React.useRef<HTMLDivElement>(null);
  const read = React.useCallback(async () => {
    const [cards, log] = await Promise.all([api.cards(), api.log(query)]);
    return { query, cards, log };
  }, [api, query]);
  const polled = usePolled(read, interval);
  const choices = usePolled(api.logChoices, choicesInterval);

  return (
    <PolledPage title={t('title')} subtitle={t('subtitle')} polled={polled}>
      {(data) => (
        <>
          {data.cards.length === 0 && (
            <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('cards.none')} />
          )}
          <Grid.Root gap={6}>
            {data.cards.map((card) => (
              <Grid.Item key={card.name} col={6} xs={12} direction="column" alignItems="stretch">
                <IntegrationCard
                  card={card}
                  mayManage={mayManage}
                  onShowLog={() => {
                    change({ integration: card.name });
                    log.current?.scrollIntoView();
                  }}
                  onChanged={polled.reload}
                />
              </Grid.Item>
            ))}
          </Grid.Root>
          {/* The page's header stays in view, above what is scrolled to. */}
          <Box ref={log} style={{ scrollMarginTop: '8rem' }}>
            <Panel isBare title={t('log.title')}>
              <Flex direction="column" alignItems="stretch" gap={4}>
                <LogFilters
                  {...filters}
                  integrations={data.cards}
                  choices={choices.data ?? noChoices}
                  onOpen={choices.reload}
                />
                <LogTable
                  {...data.log}
                  titles={new Map(data.cards.map(({ name, title }) => [name, title]))}
                  isFiltered={isFiltered}
                  isOutdated={data.query !== query}
                  onShowSubject={({ type, documentId }) => change({ subjectType: type, subject: documentId })}
                />
              </Flex>
            </Panel>
          </Box>
        </>
      )}
    </PolledPage>
  );
};

const ProtectedPage = () => (
  <Page.Protect permissions={permissionFor(permissions.read)}>
    <OverviewPage />
  </Page.Protect>
);

export default ProtectedPage;
