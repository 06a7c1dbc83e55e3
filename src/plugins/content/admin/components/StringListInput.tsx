import * as React from 'react';
import { Field, Textarea } from '@strapi/design-system';
import { useFreshError } from '../errors/useFreshError';
import { useTexts } from '../texts';
import { entriesOf, textOf } from './string-list';

/** Strapi passes these, though its types say that the component has no properties. */
interface StringListInputProps {
  name?: string;
  label?: React.ReactNode;
  labelAction?: React.ReactNode;
  hint?: React.ReactNode;
  placeholder?: string;
  'aria-label'?: string;
  required?: boolean;
  disabled?: boolean;
  value?: unknown;
  onChange?: (name: string, value: string[] | null) => void;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((entry, index) => entry === other[index]);

/** The input for `plugin::content.string-list`: short texts, one per line. */
const StringListInput = React.forwardRef<HTMLTextAreaElement, StringListInputProps>(
  (
    {
      name = '',
      label,
      labelAction,
      hint,
      placeholder,
      required,
      disabled,
      value,
      onChange,
      'aria-label': ariaLabel,
    },
    ref,
  ) => {
    const t = useTexts();
    const error = useFreshError(name);
    const stored = textOf(value);
    const [text, setText] = React.useState(stored);

    // Keep the typed text, unless the form's value has changed otherwise, by a discarded change for example.
    React.useEffect(() => {
      setText((typed) => (isSame(entriesOf(typed), entriesOf(stored)) ? typed : stored));
    }, [stored]);

    const change = (typed: string): void => {
      setText(typed);
      const entries = entriesOf(typed);
      onChange?.(name, entries.length === 0 && value === null ? null : entries);
    };

    return (
      <Field.Root
        id={name}
        name={name}
        error={error ?? false}
        hint={hint || t('string-list.hint')}
        required={required ?? false}
      >
        <Field.Label action={labelAction}>{label ?? name}</Field.Label>
        <Textarea
          ref={ref}
          value={text}
          placeholder={placeholder ?? ''}
          disabled={disabled ?? false}
          required={required ?? false}
          aria-label={ariaLabel}
          onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => change(event.target.value)}
          onBlur={() => setText(entriesOf(text).join('\n'))}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    );
  },
);

StringListInput.displayName = 'StringListInput';

export default StringListInput;
