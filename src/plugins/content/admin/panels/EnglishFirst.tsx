import * as React from 'react';
import { useNotification, useQueryParams } from '@strapi/strapi/admin';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useTexts } from '../texts';

const english = 'en';

interface Query {
  plugins?: { i18n?: { locale?: string } };
}

/**
 * A new entry begins in English. The content manager opens its form in the language that was last looked at, and whoever
 * filled that in would be refused at the end; so the form opens in English, and says why. It has nothing to show beside it.
 */
export const EnglishFirst: PanelComponent = ({ documentId, model }) => {
  const [{ query }, setQuery] = useQueryParams<Query>();
  const { toggleNotification } = useNotification();
  const text = useTexts();
  const locale = query.plugins?.i18n?.locale;
  const isElsewhere = !documentId && model.startsWith('api::') && locale !== undefined && locale !== english;

  React.useEffect(() => {
    if (!isElsewhere) return;
    setQuery({ plugins: { ...query.plugins, i18n: { locale: english } } }, 'push', true);
    toggleNotification({ type: 'info', message: text('english-first') });
  }, [isElsewhere, query.plugins, setQuery, toggleNotification, text]);

  return null;
};
