/** Marks after 30 others, which Stream-Safe Text has not (https://unicode.org/reports/tr15/#Stream_Safe_Text_Format). */
const marksBeyond = /(\p{M}{30})\p{M}+/gu;

/**
 * A text in a normal form. `String.prototype.normalize` sorts the marks that follow one another, in a time that grows with the
 * square of their number: a sign-in of a megabyte of them would hold the process for minutes.
 */
export const normalized = (text: string, form: 'NFC' | 'NFKC' | 'NFKD' = 'NFC'): string =>
  text.replace(marksBeyond, '$1').normalize(form);
