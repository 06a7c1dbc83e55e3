import * as React from 'react';
import { useIntl } from 'react-intl';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { browserZone } from '../../../../shared/admin/zoned-time';
import { useTexts } from '../texts';
import type { Speech } from './sentences';

/** The panel's language, as sentences about consequences need it. */
export function useSpeech(): Speech {
  const intl = useIntl();
  const text = useTexts();
  const { inZone } = useZonedTexts();
  return React.useMemo(
    () => ({
      text,
      list: (items) => intl.formatList(items, { type: 'conjunction' }),
      language: (code) => intl.formatDisplayName(code, { type: 'language' }) ?? code,
      date: (at, zone = browserZone()) => inZone(at, zone),
    }),
    [intl, text, inZone],
  );
}
