import * as React from 'react';
import { useDocumentRBAC, type PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useNotification } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';
import { useTexts } from '../texts';

/** Leads who may not create an entry, and has come to its form by the address, back to the list. Renders no panel. */
export const CreationGuard: PanelComponent = ({ model, collectionType, meta }) => {
  const mayCreate = useDocumentRBAC('CreationGuard', ({ canCreate }) => canCreate === true);
  const { toggleNotification } = useNotification();
  const navigate = useNavigate();
  const text = useTexts();
  // Entries that are there have metadata; new ones and copies have none.
  const isRefused = collectionType === 'collection-types' && meta === undefined && !mayCreate;

  React.useEffect(() => {
    if (!isRefused) return;
    void navigate(`/content-manager/collection-types/${model}`, { replace: true });
    toggleNotification({ type: 'warning', message: text('creation.refused') });
  }, [isRefused, model, navigate, toggleNotification, text]);

  return null;
};
