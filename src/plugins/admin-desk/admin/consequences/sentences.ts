import type { Consequence, Missing } from '../../contract/consequences';
import type en from '../translations/en.json';

type Key = keyof typeof en;
type Values = Record<string, string | number>;

/** The panel's language. */
export interface Speech {
  text: (key: Key, values?: Values) => string;
  list: (items: readonly string[]) => string;
  language: (code: string) => string;
  /** @param zone the time zone; the reader's, if it is not given */
  date: (at: string, zone?: string) => string;
}

type Of<Kind extends Consequence['kind']> = Extract<Consequence, { kind: Kind }>;
export type Named = NonNullable<Of<'sync'>['events']>;

/** The first names, and how many more there are. */
export function namesOf({ names, count }: Named, { text, list }: Speech): string {
  const more = count - names.length;
  return more > 0 ? text('consequences.and-more', { names: names.join(', '), more }) : list(names);
}

function visibilityText(
  { before, after, from }: Of<'visibility'>,
  speech: Speech,
  entries: number,
): string[] {
  const { date } = speech;
  const text: Speech['text'] = (key, values) => speech.text(key, { ...values, entries });
  const listed = (codes: readonly string[]): string => speech.list(codes.map(speech.language));
  const gained = after.filter((code) => !before.includes(code));
  const lost = before.filter((code) => !after.includes(code));
  if (before.length === 0) {
    const languages = listed(after);
    if (from !== null) return [text('consequences.appears-later', { languages, date: date(from) })];
    return [text(after.length === 1 ? 'consequences.appears-only' : 'consequences.appears', { languages })];
  }
  if (after.length === 0)
    return [
      before.length === 1
        ? text('consequences.vanishes')
        : text('consequences.vanishes-all', { languages: listed(before) }),
    ];
  return [
    ...(gained.length > 0 ? [text('consequences.gains', { languages: listed(gained) })] : []),
    ...(lost.length > 0 ? [text('consequences.loses', { languages: listed(lost) })] : []),
  ];
}

function gateText({ isOpen, tier }: Of<'gate'>, { text }: Speech, entries: number): string {
  if (isOpen) return text('consequences.gate-open', { entries });
  return tier === null
    ? text('consequences.gate', { entries })
    : text('consequences.gate-tier', { tier, entries });
}

const usesKeys = { event: 'consequences.uses.event', post: 'consequences.uses.post' } as const;

function usesText({ type, entries: users }: Of<'uses'>, speech: Speech, entries: number): string {
  const key = type === 'event' || type === 'post' ? usesKeys[type] : ('consequences.uses.other' as const);
  return speech.text(key, { count: users.count, names: namesOf(users, speech), entries });
}

function eventTimeText({ from, to, zone }: Of<'eventTime'>, { text, date }: Speech, entries: number): string {
  return text('consequences.event-time', { from: date(from, zone), to: date(to, zone), entries });
}

function eventLocationText({ from, to }: Of<'eventLocation'>, { text }: Speech, entries: number): string {
  return to === null
    ? text('consequences.event-location.none', { from, entries })
    : text('consequences.event-location', { from, to, entries });
}

const targets: Readonly<Record<string, Key>> = {
  'google-internal': 'target.google-internal',
  'google-public': 'target.google-public',
};

function syncText(
  { target, title, change, at, events, connection }: Of<'sync'>,
  speech: Speech,
  entries: number,
): string {
  const { text, date } = speech;
  const kind = target === 'facebook-page' ? 'post' : 'entry';
  const label = targets[target];
  const sentence = text(`consequences.${kind}.${change}`, {
    target: label === undefined ? title : text(label),
    count: events?.count ?? entries,
    isNow: connection === 'working' ? 'yes' : 'no',
    date: at === null ? '' : date(at),
  });
  return [
    sentence,
    ...(events === null ? [] : [text('consequences.events', { names: namesOf(events, speech) })]),
    ...(connection === 'working' ? [] : [text(`consequences.${connection}`)]),
  ].join(' ');
}

/** A consequence in the panel's language: a sentence, or several. @param entries how many it is a consequence for */
export function sentencesOf(consequence: Consequence, speech: Speech, entries = 1): string[] {
  switch (consequence.kind) {
    case 'visibility':
      return visibilityText(consequence, speech, entries);
    case 'gate':
      return [gateText(consequence, speech, entries)];
    case 'uses':
      return [usesText(consequence, speech, entries)];
    case 'eventStatus':
      return [speech.text(`consequences.event-status.${consequence.status}`, { entries })];
    case 'eventTime':
      return [eventTimeText(consequence, speech, entries)];
    case 'eventLocation':
      return [eventLocationText(consequence, speech, entries)];
    case 'sync':
      return [syncText(consequence, speech, entries)];
  }
}

/** What is missing in the panel's language, one line each. */
export function missingTexts({ gaps, untranslated }: Missing, { text, list, language }: Speech): string[] {
  return [
    ...(gaps.length === 0
      ? []
      : [text('upcoming.missing', { gaps: list(gaps.map((gap) => text(`gap.${gap}`))) })]),
    ...(untranslated.length === 0
      ? []
      : [text('upcoming.untranslated', { languages: list(untranslated.map(language)) })]),
  ];
}
