import * as React from 'react';
import { Field } from '@strapi/design-system';
import type { InputProps } from '../fields/input-props';

const Loaded = React.lazy(() => import('./DateTimeInput'));

/** The input for dates with times, which is loaded with the first form that has one. */
export const DateTimeInput = (props: InputProps) => (
  <React.Suspense
    fallback={
      <Field.Root>
        <Field.Label>{props.label ?? props.name}</Field.Label>
      </Field.Root>
    }
  >
    <Loaded {...props} />
  </React.Suspense>
);
