import ICAL from 'ical.js';

/**
 * The faults of form in an iCalendar document (RFC 5545, 3.1): every line ends with CRLF, has at most 75 octets of
 * UTF-8, and holds no control character; what parsers forgive, and Outlook does not.
 */
export function faultsOfForm(document: string): string[] {
  const lines = document.split('\r\n');
  return [
    ...(lines.at(-1) === '' ? [] : ['does not end with CRLF']),
    ...(lines.at(-2) === 'END:VCALENDAR' ? [] : ['does not end with END:VCALENDAR']),
    ...lines.flatMap((line, number) => [
      ...(Buffer.byteLength(line) > 75 ? [`line ${number + 1} has ${Buffer.byteLength(line)} octets`] : []),
      ...(/[\p{Cc}\p{Cs}]/u.test(line.replaceAll('\t', ''))
        ? [`line ${number + 1} has a control character`]
        : []),
      ...(line === '' && number < lines.length - 1 ? [`line ${number + 1} is empty`] : []),
    ]),
  ];
}

/** The calendar, and its events as ical.js reads them. */
export function parseCalendar(document: string): { calendar: ICAL.Component; events: ICAL.Event[] } {
  const calendar = new ICAL.Component(ICAL.parse(document) as unknown[]);
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
}

/** What a component says of a property, as text. */
export const property = (component: ICAL.Component, name: string): string | undefined =>
  component.getFirstPropertyValue(name)?.toString();
