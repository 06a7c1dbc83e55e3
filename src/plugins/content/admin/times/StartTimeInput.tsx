import { useIntl } from 'react-intl';
import type { InputProps } from '../fields/input-props';
import { useTexts } from '../texts';
import { movedAlong, type TimesByPath } from './event-times';
import { FieldNote } from './FieldNote';
import { TimeInput } from './TimeInput';
import { useEventTimes } from './useEventTimes';
import { useFormZone } from './useTypedTime';

const groups = ['endTime', 'lineUp', 'announceAt'] as const;

/** The groups of times among those that moved. */
const movedGroups = (times: TimesByPath): (typeof groups)[number][] =>
  groups.filter((group) => Object.keys(times).some((path) => path === group || path.startsWith(`${group}.`)));

/** The input for an event's start. When somebody moves it, the event's other times move along, and it says so. */
export const StartTimeInput = (props: InputProps) => {
  const t = useTexts();
  const intl = useIntl();
  const zone = useFormZone();
  const { change, apply, undo, times } = useEventTimes();

  const move = (from: string, to: string): void => {
    // Counted from before the first of several moves, such as of the date and then of the hour.
    const first = change?.before ?? {};
    const start = first['startTime'] ?? from;
    const now = new Date();
    const before = { ...times(), ...first, startTime: start };
    const after = {
      ...movedAlong(times(), { from, to, zone, now }),
      ...movedAlong(first, { from: start, to, zone, now }),
    };
    if (Object.keys(after).length > 0) apply(before, { ...after, startTime: to });
  };

  const names = movedGroups(change?.after ?? {}).map((group) => t(`time.moved.${group}`));
  return (
    <TimeInput {...props} onMoved={move}>
      {names.length > 0 && !props.disabled && (
        <FieldNote action={t('time.undo')} onAction={() => undo('startTime')}>
          {t('time.moved', { what: intl.formatList(names) })}
        </FieldNote>
      )}
    </TimeInput>
  );
};
