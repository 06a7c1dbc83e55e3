import * as React from 'react';
import { Box, EmptyStateLayout, Flex, Grid, Loader } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { NotFresh, ReadAt } from '../../../jobs/admin/components/Freshness';
import { Panel } from '../../../jobs/admin/components/Panel';
import { usePolled } from '../../../jobs/admin/hooks/usePolled';
import { IntegrationCard } from '../components/IntegrationCard';
import { LogFilters } from '../components/Log/LogFilters';
import { LogTable } from '../components/Log/LogTable';
import { useIntegrationsApi } from '../hooks/useIntegrationsApi';
import { useLogFilters } from '../hooks/useLogFilters';
import { useTexts } from '../hooks/useTexts';
import { permissions } from '../permissions';

/** How often the page refreshes itself, in milliseconds. */
const every = 4000;

/** What the club is connected to, how each connection stands, and the log of every call. */
export const OverviewPage = () => {
  const t = useTexts();
  const api = useIntegrationsApi();
  const filters = useLogFilters();
  const { query, isFiltered, change } = filters;
  const { allowedActions } = useRBAC(permissions.manage);
  const log = React.useRef<HTMLDivElement>(null);
  const read = React.useCallback(async () => {
    const [cards, log] = await Promise.all([api.cards(), api.log(query)]);
    return { query, cards, log };
  }, [api, query]);
  const { data, error, readAt, reload } = usePolled(read, every);

  return (
    <Page.Main>
      <Page.Title>{t('title')}</Page.Title>
      <Layouts.Header
        title={t('title')}
        subtitle={t('subtitle')}
        primaryAction={<ReadAt readAt={readAt} />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={8} paddingBottom={10}>
          <NotFresh error={error} readAt={readAt} />
          {!data && error === null && (
            <Flex justifyContent="center" padding={10}>
              <Loader>{t('loading')}</Loader>
            </Flex>
          )}
          {data?.cards.length === 0 && (
            <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('cards.none')} />
          )}
          {data && (
            <>
              <Grid.Root gap={6}>
                {data.cards.map((card) => (
                  <Grid.Item key={card.name} col={6} xs={12} direction="column" alignItems="stretch">
                    <IntegrationCard
                      card={card}
                      mayManage={allowedActions.canManage ?? false}
                      onShowLog={() => {
                        change({ integration: card.name });
                        log.current?.scrollIntoView();
                      }}
                      onChanged={reload}
                    />
                  </Grid.Item>
                ))}
              </Grid.Root>
              {/* What it scrolls to is not hidden by the header that stays. */}
              <Box ref={log} style={{ scrollMarginTop: '8rem' }}>
                <Panel isBare title={t('log.title')}>
                  <Flex direction="column" alignItems="stretch" gap={4}>
                    <LogFilters {...filters} integrations={data.cards} />
                    <LogTable
                      {...data.log}
                      titles={new Map(data.cards.map(({ name, title }) => [name, title]))}
                      isFiltered={isFiltered}
                      isOld={data.query !== query}
                      onShowSubject={({ type, documentId }) =>
                        change({ subjectType: type, subject: documentId })
                      }
                    />
                  </Flex>
                </Panel>
              </Box>
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
