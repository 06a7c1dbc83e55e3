import * as React from 'react';
import { Field, Textarea } from '@strapi/design-system';
import { useTexts } from '../texts';
import { entriesOf, textOf } from './string-list';

/** Strapi passes all of these, to a component that its types take for one without properties. */
interface StringListInputProps {
  name?: string;
  label?: React.ReactNode;
  labelAction?: React.ReactNode;
  hint?: React.ReactNode;
  error?: string;
  placeholder?: string;
  'aria-label'?: string;
  required?: boolean;
  disabled?: boolean;
  value?: unknown;
  onChange?: (name: string, value: string[] | null) => void;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((entry, index) => entry === other[index]);

/** A list of short texts, one a line, wherever an attribute is a `plugin::content.string-list`. */
const StringListInput = React.forwardRef<HTMLTextAreaElement, StringListInputProps>(
  (
    {
      name = '',
      label,
      labelAction,
      hint,
      error,
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
    const stored = textOf(value);
    const [text, setText] = React.useState(stored);

    // What is typed stays as it is typed, unless the form has come to hold something else: a discarded change, say.
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
