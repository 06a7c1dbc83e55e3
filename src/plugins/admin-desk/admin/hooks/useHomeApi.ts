import * as React from 'react';
import { getFetchClient, useAuth } from '@strapi/strapi/admin';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import {
  alertsAnswer,
  draftsAnswer,
  translationsAnswer,
  upcomingAnswer,
  type AlertsAnswer,
} from '../../contract/home';
import { createSharedRead } from './shared-read';

/** Milliseconds between refreshes. */
const interval = 60_000;

/** The home page's parts, refreshed while it is open. */
export function useUpcoming() {
  const { get } = useApi('/admin-desk');
  return usePolled(
    React.useCallback(() => get(upcomingAnswer, '/upcoming'), [get]),
    interval,
  );
}

export function useTranslations() {
  const { get } = useApi('/admin-desk');
  return usePolled(
    React.useCallback(() => get(translationsAnswer, '/translations'), [get]),
    interval,
  );
}

export function useDrafts() {
  const { get } = useApi('/admin-desk');
  return usePolled(
    React.useCallback(() => get(draftsAnswer, '/drafts'), [get]),
    interval,
  );
}

/** The menu makes its links anew on every page, and the home page asks for the same. */
const sharedAlerts = createSharedRead<AlertsAnswer>(interval / 4, () => Date.now());

/** Not by the hook of the others, which aborts a request when the component that made it is gone. */
const readAlerts = async (): Promise<AlertsAnswer> =>
  alertsAnswer.parse((await getFetchClient().get('/admin-desk/alerts')).data);

export function useAlerts() {
  const reader = useAuth('useAlerts', ({ user }) => user?.id);
  return usePolled(
    React.useCallback(() => sharedAlerts(String(reader), readAlerts), [reader]),
    interval,
  );
}
