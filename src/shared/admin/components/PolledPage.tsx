import type * as React from 'react';
import { Flex, Loader, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useErrorText } from '../hooks/useAction';
import type { Polled } from '../hooks/usePolled';
import { useSharedTexts } from '../texts';
import { Note } from './Note';

interface PolledPageProps<T> {
  title: string;
  subtitle: string;
  /** The browser tab's title, if not the page's. */
  documentTitle?: string;
  /** The page that this one is a part of. */
  parent?: string;
  actions?: React.ReactNode;
  polled: Polled<T>;
  /** Shown in place of everything that was read. */
  instead?: React.ReactNode;
  children: (data: T) => React.ReactNode;
}

/** A page that refreshes itself: its header, when it was read, and what is said while that does not work. */
export const PolledPage = <T,>({
  title,
  subtitle,
  documentTitle = title,
  parent,
  actions,
  polled,
  instead,
  children,
}: PolledPageProps<T>) => {
  const t = useSharedTexts();
  const intl = useIntl();
  const errorText = useErrorText();
  const { data, error, readAt } = polled;
  const time = readAt === null ? null : intl.formatTime(readAt, { timeStyle: 'medium' });
  return (
    <Page.Main>
      <Page.Title>{documentTitle}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={subtitle}
        {...(parent !== undefined && { navigationAction: <BackButton fallback={parent} /> })}
        primaryAction={
          <Flex gap={4}>
            {time !== null && (
              <Typography variant="pi" textColor="neutral600">
                {t('polling.read-at', { time })}
              </Typography>
            )}
            {actions}
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={10}>
          {instead ?? (
            <>
              {error !== null && (
                <Note
                  kind="warning"
                  isLive
                  title={time === null ? t('polling.failed') : t('polling.failed-since', { time })}
                >
                  {errorText(error)} {t('polling.retrying')}
                </Note>
              )}
              {data === null && error === null && (
                <Flex justifyContent="center" padding={10}>
                  <Loader>{t('loading')}</Loader>
                </Flex>
              )}
              {data !== null && children(data)}
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
