import * as React from 'react';
import { useAuth } from '@strapi/strapi/admin';
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

export function useAlerts() {
  const { get } = useApi('/admin-desk');
  const reader = useAuth('useAlerts', ({ user }) => user?.id);
  return usePolled(
    React.useCallback(() => sharedAlerts(String(reader), () => get(alertsAnswer, '/alerts')), [get, reader]),
    interval,
  );
}
