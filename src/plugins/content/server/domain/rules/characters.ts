/** Control characters but tab and line breaks, halves of surrogate pairs, noncharacters, and the mark of a lost one. */
const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff\ufffd]/u;
const shownBefore = 20;

/**
 * What is wrong with the characters of a text; nothing where all can be stored and shown everywhere. They are refused
 * rather than taken out: XML, iCalendar and MySQL each lose them in another way, and half of a character or U+FFFD
 * means that the text was damaged before, which only its author can mend.
 */
export function characterFault(text: string): string | undefined {
  const found = unwanted.exec(text);
  if (!found) return undefined;
  const [character] = found;
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `must not contain ${what(character)} (${code}, ${place(text.slice(0, found.index))})`;
}

function what(character: string): string {
  if (character === '\ufffd') return 'the sign for a character that was lost';
  return /\p{Cs}/u.test(character) ? 'half of a character' : 'an invisible control character';
}

function place(before: string): string {
  if (before === '') return 'at its start';
  // The slice may begin within a character; all that stands before the first fault is whole.
  const shown = [...before.slice(-2 * shownBefore)].filter((each) => !/\p{Cs}/u.test(each));
  return `after '${shown.slice(-shownBefore).join('').replace(/\s+/g, ' ')}'`;
}
