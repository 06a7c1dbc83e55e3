import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useQueryParams } from '@strapi/strapi/admin';
import { PreviewContent } from '../components/PreviewContent';
import { isPreviewable } from '../../contract/preview';
import { usePreview } from '../hooks/usePreview';
import { useTexts } from '../texts';

/** Beside a saved entry, in languages that it lacks too: how the website shows what is saved, and a link to it. */
export const PreviewPanel: PanelComponent = ({ model, documentId, document, meta }) => {
  const t = useTexts();
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>();
  const form = query.plugins?.i18n?.locale ?? 'en';
  const [choice, setChoice] = React.useState({ form, language: form });
  // Another language in the form is another one here, until one is chosen.
  const language = choice.form === form ? choice.language : form;
  const choose = React.useCallback((chosen: string) => setChoice({ form, language: chosen }), [form]);

  const version = [document?.updatedAt, document?.publishedAt, document?.status].join(' ');
  // A copy that is not saved yet has the id of its original, and no metadata.
  const isSaved = documentId !== undefined && meta !== undefined;
  const path = isSaved && isPreviewable(model) ? `/${model}/${encodeURIComponent(documentId)}` : null;
  const preview = usePreview(path, language, version);
  // The content manager takes another element for another panel, and renders all of them anew.
  const content = React.useMemo(
    () =>
      preview && <PreviewContent type={model} preview={preview} language={language} onLanguage={choose} />,
    [model, preview, language, choose],
  );
  return content && { title: t('title'), content };
};
