import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { isZone, placeOf } from '../../../../shared/admin/zoned-time';
import { clubZone } from '../../contract/club-zone';
import type { CustomFieldProps } from '../fields/input-props';
import { useTexts } from '../texts';
import { rezoned } from './event-times';
import { FieldNote } from './FieldNote';
import { isInstant } from './local-time';
import { useEventTimes } from './useEventTimes';
import { zoneChoices } from './zone-choices';

/** The club's own time zone; null while it is being read, and if it cannot be. */
function useClubZone(): string | null {
  const { get } = useApi('/content');
  const [zone, setZone] = React.useState<string | null>(null);
  React.useEffect(() => {
    let isCurrent = true;
    get(clubZone, '/club-zone').then(
      ({ timeZone }) => isCurrent && setZone(timeZone),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [get]);
  return zone;
}

/** The zones to choose from, as they are when the event starts. */
function useZoneChoices(current: string) {
  const club = useClubZone();
  const start = useForm('TimeZoneInput', ({ values }): unknown => Reflect.get(values, 'startTime'));
  const at = isInstant(start) ? start : null;
  return React.useMemo(
    () => zoneChoices({ current, club, at: at === null ? new Date() : new Date(at) }),
    [current, club, at],
  );
}

/** The input for `plugin::content.time-zone`: an IANA time zone, the club's usual ones first. */
const TimeZoneInput = ({ name = '', value, onChange, error, ...shown }: CustomFieldProps) => {
  const t = useTexts();
  const current = typeof value === 'string' ? value : '';
  const choices = useZoneChoices(current);
  const { change, apply, undo, times } = useEventTimes();

  const choose = (zone: string | undefined): void => {
    if (!isZone(zone) || zone === current) return;
    onChange?.(name, zone);
    const before = times();
    if (isZone(current) && Object.keys(before).length > 0) apply(before, rezoned(before, current, zone));
  };

  return (
    <Field.Root
      id={name}
      name={name}
      error={error ?? false}
      hint={shown.hint || false}
      required={shown.required ?? false}
    >
      <Field.Label action={shown.labelAction}>{shown.label ?? name}</Field.Label>
      <Combobox
        value={current}
        disabled={shown.disabled ?? false}
        autocomplete={{ type: 'list', filter: 'contains' }}
        onChange={choose}
        noOptionsMessage={() => t('zone.none')}
      >
        {choices.map(({ zone, text }) => (
          <ComboboxOption key={zone} value={zone} textValue={text}>
            {text}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
      <Field.Error />
      {change !== null && !shown.disabled && (
        <FieldNote action={t('zone.keep-moments')} onAction={() => undo()}>
          {t('zone.clock-stays', { place: placeOf(current) })}
        </FieldNote>
      )}
    </Field.Root>
  );
};

export default TimeZoneInput;
