import type * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useErrorText } from '../../../../shared/admin/hooks/useAction';
import type { Polled } from '../../../../shared/admin/hooks/usePolled';
import { useTexts } from '../texts';

interface WidgetContentProps<T> {
  polled: Polled<T>;
  isEmpty: (data: T) => boolean;
  emptyText: string;
  children: (data: T) => React.ReactNode;
}

/** What a widget of the home page shows while it is read, when it cannot be, when there is nothing, and when there is. */
export const WidgetContent = <T,>({ polled, isEmpty, emptyText, children }: WidgetContentProps<T>) => {
  const t = useTexts();
  const errorText = useErrorText();
  const { data, error } = polled;
  if (data === null)
    return error === null ? <Widget.Loading /> : <Widget.Error>{errorText(error)}</Widget.Error>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} minHeight="100%">
      {error !== null && (
        <Typography variant="pi" textColor="warning700" role="status">
          {t('refresh-failed')}
        </Typography>
      )}
      {isEmpty(data) ? <Widget.NoData>{emptyText}</Widget.NoData> : children(data)}
    </Flex>
  );
};
