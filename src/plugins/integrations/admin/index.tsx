import type { StrapiApp } from '@strapi/strapi/admin';
import { Link } from '@strapi/icons';
import { registerTexts } from '../../../admin/texts/registerTexts';
import { textId } from '../../../admin/texts/text-id';
import { permissions } from './permissions';
import { pluginId } from './plugin-id';
import en from './translations/en.json';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: pluginId, name: en['title'] });
    app.addMenuLink({
      to: `plugins/${pluginId}`,
      icon: Link,
      intlLabel: { id: textId(pluginId, 'title'), defaultMessage: en['title'] },
      permissions: permissions.read,
      position: 7,
      Component: () => import('./pages/App'),
    });
  },

  registerTrads: registerTexts(pluginId, en, {
    it: () => import('./translations/it.json'),
    fr: () => import('./translations/fr.json'),
    es: () => import('./translations/es.json'),
  }),
};
