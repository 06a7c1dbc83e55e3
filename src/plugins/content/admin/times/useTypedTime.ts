import * as React from 'react';
import { useField, useForm } from '@strapi/strapi/admin';
import { browserZone, isZone } from '../../../../shared/admin/zoned-time';
import { useFreshError } from '../errors/useFreshError';
import { isInstant } from './instant';
import { localOf, resolveLocal, valueOfLocal } from './local-time';

/** The zone in which the form's times are shown: the event's; where there is none, the browser's. */
export function useFormZone(): string {
  const named = useForm('FormZone', ({ values }): unknown => Reflect.get(values, 'timezone'));
  return isZone(named) ? named : browserZone();
}

/** The last instant that a field held, so that a move is known also when it was emptied or unsettled meanwhile. */
function useLastInstant(held: string) {
  const initialValues = useForm('LastInstant', (form) => form.initialValues);
  const last = React.useRef({ held, initialValues });
  React.useEffect(() => {
    if (isInstant(held) || last.current.initialValues !== initialValues)
      last.current = { held, initialValues };
  }, [held, initialValues]);
  return (): string => last.current.held;
}

/**
 * The text of an input for a time: what is typed, which may be half a date, else what the form holds.
 * @param onMoved told when somebody changes one instant to another
 */
export function useTypedTime(name: string, zone: string, onMoved?: (from: string, to: string) => void) {
  const field = useField<string | null>(name);
  const error = useFreshError(name);
  const [typed, setTyped] = React.useState<string | null>(null);
  const held = field.value ?? '';
  const lastInstant = useLastInstant(held);

  const set = (value: string | null): void => {
    setTyped(null);
    if (value === field.value) return;
    field.onChange(name, value);
    const from = lastInstant();
    if (isInstant(from) && isInstant(value) && from !== value) onMoved?.(from, value);
  };
  return {
    text: typed ?? (isInstant(held) ? localOf(held, zone) : held),
    held,
    error,
    set,
    change: (input: HTMLInputElement): void => {
      const { value } = input;
      if (value !== '' && resolveLocal(value, zone).kind !== 'invalid') set(valueOfLocal(value, zone));
      // A date of which a part is missing, or a year that is being typed.
      else if (value !== '' || input.validity.badInput) setTyped(value);
      else set(null);
    },
    leave: (input: HTMLInputElement): void => {
      // Half a date would look as if it were saved.
      if (input.validity.badInput) input.value = '';
      if (typed === null || typed === '') setTyped(null);
      else set(typed);
    },
  };
}
