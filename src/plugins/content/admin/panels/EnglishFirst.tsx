import * as React from 'react';
import { useNotification, useQueryParams } from '@strapi/strapi/admin';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useTexts } from '../texts';

const english = 'en';

interface Query {
  plugins?: { i18n?: { locale?: string } };
}

/**
 * Switches the form of a new entry to English, and says why. The content manager opens it in the language that was shown
 * last, and saving that would be refused. Renders no panel.
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
