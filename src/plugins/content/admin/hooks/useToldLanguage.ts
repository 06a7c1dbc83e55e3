import * as React from 'react';
import { useIntl } from 'react-intl';

/**
 * Tells the server the panel's language, that what it refuses is said in it: Strapi keeps the choice in the browser alone, as
 * long as nobody saves it in their profile.
 */
export function useToldLanguage(): void {
  const { locale } = useIntl();
  React.useEffect(() => {
    document.cookie = `panel-language=${locale}; path=/; SameSite=Strict`;
  }, [locale]);
}
