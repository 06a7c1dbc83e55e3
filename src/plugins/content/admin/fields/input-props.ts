import type * as React from 'react';

/** What the content manager gives an input, though Strapi's types say that the component has no properties. */
export interface InputProps {
  name?: string;
  label?: React.ReactNode;
  labelAction?: React.ReactNode;
  hint?: React.ReactNode;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
}

/** What it gives the input of a custom field besides. */
export interface CustomFieldProps extends InputProps {
  value?: unknown;
  onChange?: (name: string, value: unknown) => void;
}
