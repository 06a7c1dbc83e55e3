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

/** What was typed, and what the form held before and holds after: it is updated later than the input's own state. */
interface Typed {
  text: string;
  before: string;
  after: string;
  zone: string;
}

/**
 * The text of an input for a time: what is typed, which may be half a date, else what the form holds.
 * @param onMoved told when somebody changes one instant to another
 */
export function useTypedTime(name: string, zone: string, onMoved?: (from: string, to: string) => void) {
  const field = useField<string | null>(name);
  const error = useFreshError(name);
  const [last, setLast] = React.useState<Typed | null>(null);
  const held = field.value ?? '';
  const isLast = last !== null && last.zone === zone && (held === last.before || held === last.after);
  const typed = isLast ? last.text : null;
  const lastInstant = useLastInstant(held);

  /** @param text what the input shows meanwhile; without it, what the form holds */
  const set = (value: string | null, text?: string): void => {
    setLast(text === undefined ? null : { text, before: held, after: value ?? '', zone });
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
      if (value !== '' && resolveLocal(value, zone).kind !== 'invalid') set(valueOfLocal(value, zone), value);
      // A date of which a part is missing, or a year that is being typed.
      else if (value !== '' || input.validity.badInput)
        setLast({ text: value, before: held, after: held, zone });
      else set(null);
    },
    leave: (input: HTMLInputElement): void => {
      // Half a date would look as if it were saved.
      if (input.validity.badInput) input.value = '';
      if (typed === null || typed === '' || resolveLocal(typed, zone).kind !== 'invalid') setLast(null);
      else set(typed);
    },
  };
}
