import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { Field, TextInput, Typography } from '@strapi/design-system';
import { useFreshError } from '../errors/useFreshError';
import { useTexts } from '../texts';
import type { CustomFieldProps } from './input-props';
import { amountOf, centsOf } from './money';

/** What a form's value reads like. An amount that cannot be read is held as it was typed, and refused on save. */
const textOf = (value: unknown): string => {
  if (typeof value === 'number') return amountOf(value);
  return typeof value === 'string' ? value : '';
};

/** The input for `plugin::content.money`: an amount, stored in cents, in the currency that the form's `currency` names. */
const MoneyInput = ({ name = '', value, onChange, ...shown }: CustomFieldProps) => {
  const t = useTexts();
  const error = useFreshError(name);
  const currency = useForm('MoneyInput', ({ values }): unknown => Reflect.get(values, 'currency'));
  const [typed, setTyped] = React.useState<string | null>(null);
  const isReadable = typeof value !== 'string' || value === '';

  const change = (event: React.ChangeEvent<HTMLInputElement>): void => {
    const text = event.target.value;
    setTyped(text);
    onChange?.(name, text.trim() === '' ? null : (centsOf(text) ?? text));
  };

  return (
    <Field.Root
      id={name}
      name={name}
      error={isReadable ? (error ?? false) : t('money.unreadable')}
      hint={shown.hint || false}
      required={shown.required ?? false}
    >
      <Field.Label action={shown.labelAction}>{shown.label ?? name}</Field.Label>
      <TextInput
        type="text"
        inputMode="decimal"
        value={typed ?? textOf(value)}
        placeholder={shown.placeholder || '3.00'}
        disabled={shown.disabled ?? false}
        onChange={change}
        onBlur={() => setTyped(null)}
        endAction={
          typeof currency === 'string' ? (
            <Typography textColor="neutral600">{currency}</Typography>
          ) : undefined
        }
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default MoneyInput;
