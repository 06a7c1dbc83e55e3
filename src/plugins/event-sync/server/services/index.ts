import type { Core } from '@strapi/strapi';
import eventSync, { type EventSyncService } from './event-sync';

export const services = { 'event-sync': eventSync };

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export const eventSyncService = (strapi: Core.Strapi): EventSyncService =>
  strapi.plugin('event-sync').service('event-sync');
