import * as React from 'react';
import { useField, useForm } from '@strapi/strapi/admin';

/** The error of a field, until the field changes: Strapi's form keeps it until the form is sent again. */
export function useFreshError(name: string): string | undefined {
  const { value, error } = useField<unknown>(name);
  const errors = useForm('FreshError', (form) => form.errors);
  // Sending it again may lead to the same errors, which the form then does not set anew.
  const isSubmitting = useForm('FreshError', (form) => form.isSubmitting);
  const [judged, setJudged] = React.useState({ errors, isSubmitting, value });
  if (judged.errors === errors && judged.isSubmitting === isSubmitting)
    return Object.is(judged.value, value) ? error : undefined;
  setJudged({ errors, isSubmitting, value });
  return error;
}
