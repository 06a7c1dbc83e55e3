import type { StrapiApp } from '@strapi/strapi/admin';
import { labelOf } from './texts';

/** The inputs of the plugin's custom fields; the server half has their types (server/domain/custom-fields.ts). */
export function registerCustomFields(app: StrapiApp): void {
  app.customFields.register([
    {
      name: 'string-list',
      pluginId: 'content',
      type: 'json',
      intlLabel: labelOf('string-list.label'),
      intlDescription: labelOf('string-list.description'),
      components: { Input: () => import('./components/StringListInput') },
    },
    {
      name: 'time-zone',
      pluginId: 'content',
      type: 'string',
      intlLabel: labelOf('zone.label'),
      intlDescription: labelOf('zone.description'),
      components: { Input: () => import('./times/TimeZoneInput') },
    },
    {
      name: 'color',
      pluginId: 'content',
      type: 'string',
      intlLabel: labelOf('color.label'),
      intlDescription: labelOf('color.description'),
      components: { Input: () => import('./fields/ColorInput') },
    },
    {
      name: 'money',
      pluginId: 'content',
      type: 'integer',
      intlLabel: labelOf('money.label'),
      intlDescription: labelOf('money.description'),
      components: { Input: () => import('./fields/MoneyInput') },
    },
  ]);
}
