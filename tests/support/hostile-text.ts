import fc from 'fast-check';

/** What has broken writers of iCalendar and XML, among any characters at all, lone surrogates included. */
const pieces = [
  ...[
    ',',
    ';',
    ':',
    '\\',
    '\\n',
    '"',
    "'",
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
  ],
  ...['\u0085', '\u2028', '\ufffe', '\ud800', ']]>', '<', '>', '&', '&amp;', '&lt;', '<![CDATA[', '<b>'],
  ...[
    'BEGIN:VEVENT',
    'END:VCALENDAR',
    '🎸',
    '👩🏽‍🎤',
    'שלום',
    'مرحبا',
    '\u202e',
    'é',
    '漢字',
    '{',
    '^n',
    '%2C',
    '**',
  ],
];

export const hostileText = (maxLength = 30): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength })
    .map((parts) => parts.join(''));
