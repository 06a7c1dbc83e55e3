import * as React from 'react';
import type { TargetStanding } from '../../contract/standing';
import en from '../translations/en.json';
import { useTexts, type TextKey } from './useTexts';

const isKey = (key: string): key is TextKey => key in en;

/** What a target is called in the language of whoever reads; in English where nobody has translated it. */
export function useTargetTitle(): (target: Pick<TargetStanding, 'name' | 'title'>) => string {
  const t = useTexts();
  return React.useCallback(
    ({ name, title }) => {
      const key = `target.${name}`;
      return isKey(key) ? t(key) : title;
    },
    [t],
  );
}
