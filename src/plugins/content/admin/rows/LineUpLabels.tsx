import * as React from 'react';
import { useForm } from '@strapi/strapi/admin';
import { useChoiceText } from '../../../../shared/admin/hooks/useChoiceText';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { useTexts } from '../texts';
import { isEntryAdded, timesOfNewEntry } from '../times/event-times';
import { isInstant } from '../times/instant';
import { useFormZone } from '../times/useTypedTime';
import { RowLabels } from './RowLabels';
import { chosenLink, rowsIn, storedLinks, type FormRow } from './rows';
import { useLinkNames } from './useLinkNames';

/** Gives an entry that somebody adds its times: Strapi's form only knows fixed defaults. */
function useTimesOfNewEntries(name: string, rows: readonly FormRow[]): void {
  const getValues = useForm('LineUpLabels', (form) => form.getValues);
  const onChange = useForm('LineUpLabels', (form) => form.onChange);
  const initialValues = useForm('LineUpLabels', (form) => form.initialValues);
  const last = React.useRef({ rows, initialValues });
  React.useEffect(() => {
    const before = last.current;
    last.current = { rows, initialValues };
    if (before.initialValues !== initialValues || !isEntryAdded(before.rows, rows)) return;
    for (const [attribute, time] of Object.entries(timesOfNewEntry(getValues()) ?? {}))
      onChange(`${name}.${rows.length - 1}.${attribute}`, time);
  }, [name, rows, initialValues, getValues, onChange]);
}

/** `Headliner · Liraelle · 21:00–22:00` on each entry of an event's line-up. */
export const LineUpLabels = ({ name }: { name: string }) => {
  const t = useTexts();
  const choice = useChoiceText();
  const { timeOfDay } = useZonedTexts();
  const zone = useFormZone();
  const values = useForm('LineUpLabels', (form) => form.values);
  const rows = React.useMemo(() => rowsIn(values, name), [values, name]);
  const names = useLinkNames('club.line-up-entry', 'artist', storedLinks(rows, 'artist'));
  useTimesOfNewEntries(name, rows);

  const clock = (time: unknown): string => (isInstant(time) ? timeOfDay(time, zone) : '');
  const artistOf = ({ id, artist }: FormRow): string => {
    const chosen = chosenLink(artist);
    const isStored = chosen === undefined && typeof id === 'number';
    // Nothing while it is being read.
    if (isStored && !names.has(id)) return '';
    return (isStored ? names.get(id) : chosen) ?? t('line-up.no-artist');
  };
  const timesOf = ({ startTime, endTime }: FormRow): string => {
    const [start, end] = [clock(startTime), clock(endTime)];
    return end === '' ? start : `${start}–${end}`;
  };
  const textOf = (row: FormRow): string =>
    [choice(row['role']), artistOf(row), timesOf(row)].filter(Boolean).join(' · ');
  return <RowLabels texts={rows.map(textOf)} />;
};
