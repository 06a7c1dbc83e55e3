import { sentValues } from './sent-values';

it.each<[string, unknown, unknown]>([
  ['texts and lists', { title: 'Night', genres: ['a'] }, { title: 'Night', genres: ['a'] }],
  ['what a field sends in place of what it shows', { at: { apiData: 1, shown: 'one' } }, { at: 1 }],
  [
    'entries of components',
    { lineUp: [{ artist: { connect: [{ apiData: { id: 'x' } }] } }] },
    { lineUp: [{ artist: { connect: [{ id: 'x' }] } }] },
  ],
  ['nothing', null, null],
])('sends %s', (_case, values, sent) => {
  expect(sentValues(values)).toEqual(sent);
});
