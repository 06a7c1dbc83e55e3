import * as React from 'react';
import { Field, TextInput } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useFreshError } from '../errors/useFreshError';
import { useTexts } from '../texts';
import { pickedColour } from './colour';
import type { CustomFieldProps } from './input-props';

const Picker = styled.input`
  width: 2.4rem;
  height: 2.4rem;
  padding: 0;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: none;
  cursor: pointer;

  &:disabled {
    cursor: not-allowed;
  }
`;

/** The input for `plugin::content.color`: typed (`#1b2a49`) or picked. */
const ColorInput = ({ name = '', value, onChange, label, ...shown }: CustomFieldProps) => {
  const t = useTexts();
  const error = useFreshError(name);
  const text = typeof value === 'string' ? value : '';
  const change = (event: React.ChangeEvent<HTMLInputElement>): void =>
    onChange?.(name, event.target.value === '' ? null : event.target.value);

  return (
    <Field.Root
      id={name}
      name={name}
      error={error ?? false}
      hint={shown.hint || t('color.hint')}
      required={shown.required ?? false}
    >
      <Field.Label action={shown.labelAction}>{label ?? name}</Field.Label>
      <TextInput
        type="text"
        value={text}
        placeholder={shown.placeholder || '#1b2a49'}
        disabled={shown.disabled ?? false}
        onChange={change}
        startAction={
          <Picker
            type="color"
            aria-label={t('color.pick', { field: typeof label === 'string' ? label : name })}
            value={pickedColour(text)}
            disabled={shown.disabled ?? false}
            onChange={change}
          />
        }
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default ColorInput;
