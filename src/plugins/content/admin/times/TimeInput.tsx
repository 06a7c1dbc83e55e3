import * as React from 'react';
import { useFocusInputField } from '@strapi/strapi/admin';
import { Field } from '@strapi/design-system';
import { LocalTimeInput } from '../../../../shared/admin/components/LocalTimeInput';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import type { InputProps } from '../fields/input-props';
import { useTexts } from '../texts';
import { FieldNote } from './FieldNote';
import { isInstant } from './instant';
import { problemOf, resolveLocal, years } from './local-time';
import { Moments } from './Moments';
import { useFormZone, useTypedTime } from './useTypedTime';
import { WhichOfTwo } from './WhichOfTwo';

interface TimeInputProps extends InputProps {
  onMoved?: (from: string, to: string) => void;
  /** Shown beneath the input. */
  children?: React.ReactNode;
}

/**
 * The input for a date with its time. The form holds an instant (ISO 8601, UTC), or the local time while it is not clear
 * which instant it means.
 */
export const TimeInput = ({ name = '', onMoved, children, ...shown }: TimeInputProps) => {
  const t = useTexts();
  const { timeOfDay } = useZonedTexts();
  const zone = useFormZone();
  const { text, held, error, set, change, leave } = useTypedTime(name, zone, onMoved);
  const input = useFocusInputField<HTMLInputElement>(name);
  const resolved = resolveLocal(text, zone);
  const problem = problemOf(resolved);
  const isSettled = held === '' || isInstant(held);
  const isDisabled = shown.disabled ?? false;

  return (
    <Field.Root
      id={name}
      name={name}
      error={isSettled ? (error ?? false) : t(problem.key, problem.values)}
      hint={shown.hint || false}
      required={shown.required ?? false}
    >
      <Field.Label action={shown.labelAction}>{shown.label ?? name}</Field.Label>
      <LocalTimeInput
        ref={input}
        value={text}
        min={`${years.first}-01-01T00:00`}
        max={`${years.last}-12-31T23:59`}
        disabled={isDisabled}
        onChange={change}
        onBlur={(event: React.FocusEvent<HTMLInputElement>) => leave(event.target)}
      />
      {isInstant(held) && <Moments at={held} zone={zone} />}
      <Field.Hint />
      <Field.Error />
      {resolved.kind === 'twice' && (
        <WhichOfTwo
          instants={resolved.instants}
          zone={zone}
          chosen={isInstant(held) ? new Date(held).toISOString() : null}
          disabled={isDisabled}
          onChoose={set}
        />
      )}
      {resolved.kind === 'skipped' && !isDisabled && (
        <FieldNote
          action={t('time.use-next', { time: timeOfDay(resolved.next, zone) })}
          onAction={() => set(resolved.next)}
        >
          {t('time.clocks-forward')}
        </FieldNote>
      )}
      {children}
    </Field.Root>
  );
};
