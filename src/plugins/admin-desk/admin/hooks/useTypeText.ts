import * as React from 'react';
import { useTexts } from '../texts';
import en from '../translations/en.json';

const isKey = (key: string): key is keyof typeof en => key in en;

/** What a content type is called, by its uid: `api::event.event`. */
export function useTypeText(): (uid: string) => string {
  const t = useTexts();
  return React.useCallback(
    (uid) => {
      const name = uid.split('.').at(-1) ?? uid;
      const key = `type.${name}`;
      return isKey(key) ? t(key) : name;
    },
    [t],
  );
}
