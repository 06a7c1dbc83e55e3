import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { useChoiceText } from '../../../../shared/admin/hooks/useChoiceText';
import { RowLabels } from './RowLabels';
import { rowsIn, type FormRow } from './rows';

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `Website · https://…` on each link of an entry; its own label where it has one. */
export const LinkLabels = ({ name }: { name: string }) => {
  const choice = useChoiceText();
  const values = useForm('LinkLabels', (form) => form.values);
  const textOf = ({ kind, label, url }: FormRow): string =>
    [choice(kind), textIn(label) || textIn(url)].filter(Boolean).join(' · ');
  return <RowLabels texts={rowsIn(values, name).map(textOf)} />;
};
