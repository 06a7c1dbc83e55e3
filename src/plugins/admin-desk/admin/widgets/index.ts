import { Bell, Calendar, Earth, Pencil } from '@strapi/icons';
import type { WidgetArgs } from '@strapi/strapi/admin';
import { permissions } from '../../contract/permissions';
import { listPath } from '../../contract/entry-path';
import { labelOf } from '../texts';

const event = 'api::event.event';
const explorer = 'plugin::content-manager.explorer';
const widget = { pluginId: 'admin-desk' };

/** The home page's widgets, in their order. Without an icon one would keep the whole panel from starting. */
export const widgets: WidgetArgs[] = [
  {
    ...widget,
    id: 'upcoming',
    icon: Calendar,
    title: labelOf('upcoming.title'),
    link: { label: labelOf('upcoming.all'), href: listPath(event) },
    permissions: [{ action: `${explorer}.read`, subject: event }],
    component: async () => (await import('./UpcomingWidget')).UpcomingWidget,
  },
  {
    ...widget,
    id: 'alerts',
    icon: Bell,
    title: labelOf('title'),
    link: { label: labelOf('alerts.all'), href: '/plugins/admin-desk' },
    permissions: [{ action: permissions.readAlerts }],
    component: async () => (await import('./AlertsWidget')).AlertsWidget,
  },
  {
    ...widget,
    id: 'translations',
    icon: Earth,
    title: labelOf('translations.title'),
    permissions: [{ action: `${explorer}.update` }],
    component: async () => (await import('./TranslationsWidget')).TranslationsWidget,
  },
  {
    ...widget,
    id: 'drafts',
    icon: Pencil,
    title: labelOf('drafts.title'),
    permissions: [{ action: `${explorer}.update` }],
    component: async () => (await import('./DraftsWidget')).DraftsWidget,
  },
];
