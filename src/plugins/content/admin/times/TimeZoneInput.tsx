import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { isZone, placeOf } from '../../../../shared/admin/zoned-time';
import { clubZone } from '../../contract/club-zone';
import type { CustomFieldProps } from '../fields/input-props';
import { useFreshError } from '../errors/useFreshError';
import { useTexts } from '../texts';
import { rezoned } from './event-times';
import { FieldNote } from './FieldNote';
import { isInstant } from './instant';
import { useEventTimes } from './useEventTimes';
import { allZones, zoneText } from './zones';

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

interface ZoneComboboxProps {
  zone: string;
  disabled: boolean;
  onChoose: (zone: string) => void;
}

/**
 * A list of all time zones with their offsets when the event starts. Open, it is empty to type into: Strapi's own would
 * only show what contains the present zone's name. Closed, it renders that zone alone, and not four hundred.
 */
const ZoneCombobox = ({ zone: current, disabled, onChoose }: ZoneComboboxProps) => {
  const t = useTexts();
  const club = useClubZone();
  const start = useForm('ZoneCombobox', ({ values }): unknown => Reflect.get(values, 'startTime'));
  const at = isInstant(start) ? start : null;
  const [isOpen, setOpen] = React.useState(false);
  const [typed, setTyped] = React.useState<string | null>(null);
  const isListed = isOpen || typed !== null;
  const choices = React.useMemo(() => {
    const when = at === null ? new Date() : new Date(at);
    const zones = isListed ? allZones({ current, club }) : [current].filter(Boolean);
    return zones.map((zone) => ({ zone, text: zoneText(zone, when) }));
  }, [isListed, current, club, at]);
  const shown = choices.find(({ zone }) => zone === current)?.text ?? '';

  const open = (wantsOpen: boolean): void => {
    setOpen(wantsOpen);
    if (!wantsOpen) setTyped(null);
  };
  return (
    <Combobox
      value={current}
      textValue={typed ?? (isOpen ? '' : shown)}
      // Closed, the list reports an empty text when it is left, and for Escape.
      onTextValueChange={(text) => (isOpen || text ? setTyped(text) : undefined)}
      open={isOpen}
      onOpenChange={open}
      onChange={onChoose}
      onFocus={(event: React.FocusEvent<HTMLInputElement>) => event.target.select()}
      placeholder={shown}
      disabled={disabled}
      autocomplete={{ type: 'list', filter: 'contains' }}
      noOptionsMessage={() => t('zone.none')}
    >
      {choices.map(({ zone, text }) => (
        <ComboboxOption key={zone} value={zone} textValue={text}>
          {text}
        </ComboboxOption>
      ))}
    </Combobox>
  );
};

/** The input for `plugin::content.time-zone`: an IANA time zone, the club's usual ones first. */
const TimeZoneInput = ({ name = '', value, onChange, ...shown }: CustomFieldProps) => {
  const t = useTexts();
  const error = useFreshError(name);
  const current = typeof value === 'string' ? value : '';
  const { change, apply, undo, times } = useEventTimes();

  const choose = (zone: string): void => {
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
      <ZoneCombobox zone={current} disabled={shown.disabled ?? false} onChoose={choose} />
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
