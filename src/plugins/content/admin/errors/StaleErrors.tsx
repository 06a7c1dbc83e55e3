import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { areStale } from './stale-errors';

/**
 * Takes errors out of the form of an entry once all fields that have one are changed: Strapi leaves them until the form is sent again.
 * While another field still has its error they stay, since the form moves the focus there whenever its errors change. Renders nothing.
 */
export const StaleErrors = () => {
  const errors = useForm('StaleErrors', (form) => form.errors);
  const values = useForm('StaleErrors', (form) => form.values);
  const setErrors = useForm('StaleErrors', (form) => form.setErrors);
  const judged = React.useRef({ errors, values });
  React.useEffect(() => {
    if (judged.current.errors !== errors) judged.current = { errors, values };
    else if (areStale(errors, judged.current.values, values)) setErrors({});
  }, [errors, values, setErrors]);
  return null;
};
