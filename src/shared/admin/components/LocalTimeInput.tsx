import * as React from 'react';
import { darkTheme, TextInput, useComposedRefs, type TextInputProps } from '@strapi/design-system';
import { styled } from 'styled-components';

/** Without `color-scheme` the button that the browser draws is black on black. */
const NativeInput = styled(TextInput)`
  color-scheme: ${({ theme }) => (theme.colors.neutral0 === darkTheme.colors.neutral0 ? 'dark' : 'light')};
`;

interface LocalTimeInputProps extends Omit<TextInputProps, 'type' | 'value' | 'defaultValue' | 'onChange'> {
  /** `2026-12-16T21:00`, or empty. */
  value: string;
  /** @param input its value is empty also while a part of the date is missing, and is then not valid */
  onChange: (input: HTMLInputElement) => void;
}

/**
 * An input for a date with its time. It is not controlled by React: whenever its value is written, Chromium forgets the digits
 * of the part that is being typed, and takes the next one for its first. `value` must be what was typed while it is typed.
 */
export const LocalTimeInput = React.forwardRef<HTMLInputElement, LocalTimeInputProps>(
  ({ value, onChange, ...shown }, outer) => {
    const inner = React.useRef<HTMLInputElement>(null);
    const ref = useComposedRefs(inner, outer);
    React.useLayoutEffect(() => {
      const input = inner.current;
      if (input && input.value !== value) input.value = value;
    }, [value]);
    return (
      <NativeInput
        {...shown}
        ref={ref}
        type="datetime-local"
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(event.target)}
      />
    );
  },
);
LocalTimeInput.displayName = 'LocalTimeInput';
