import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Typography } from '@strapi/design-system';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { browserZone } from '../../../../shared/admin/zoned-time';
import { useTexts } from '../texts';

/** A panel beside a published post with a future date: from when on readers see it. */
export const DatedAheadPanel: PanelComponent = ({ model, document }) => {
  const t = useTexts();
  const { inZone } = useZonedTexts();
  const date: unknown = document?.['date'];
  const isPublished = document?.status === 'published' || document?.status === 'modified';
  const isAhead = typeof date === 'string' && Date.parse(date) > Date.now();
  if (model !== 'api::post.post' || !isPublished || !isAhead) return null;
  const text = t('dated-ahead.text', { date: inZone(date, browserZone()) });
  return { title: t('dated-ahead.title'), content: <Typography role="status">{text}</Typography> };
};
