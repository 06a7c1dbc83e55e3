import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useQueryParams } from '@strapi/strapi/admin';
import { PreviewContent } from '../components/PreviewContent';
import { isPreviewable } from '../../contract/preview';
import { usePreview } from '../hooks/usePreview';
import { useTexts } from '../texts';

/** Beside a saved entry: how the website shows what is saved, in each language, and a link to it. */
export const PreviewPanel: PanelComponent = ({ model, document }) => {
  const t = useTexts();
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>();
  const form = query.plugins?.i18n?.locale ?? 'en';
  const [choice, setChoice] = React.useState({ form, language: form });
  // Another language in the form is another one here, until one is chosen.
  const language = choice.form === form ? choice.language : form;
  const choose = React.useCallback((chosen: string) => setChoice({ form, language: chosen }), [form]);

  const documentId = document?.documentId;
  const version = [document?.updatedAt, document?.publishedAt, document?.status].join(' ');
  const path =
    documentId !== undefined && isPreviewable(model) ? `/${model}/${encodeURIComponent(documentId)}` : null;
  const preview = usePreview(path, language, version);
  // The content manager takes another element for another panel, and renders all of them anew.
  const content = React.useMemo(
    () =>
      preview && <PreviewContent type={model} preview={preview} language={language} onLanguage={choose} />,
    [model, preview, language, choose],
  );
  return content && { title: t('title'), content };
};
