import { merged } from './merge';

const attributes = { title: { type: 'string' }, lineUp: { type: 'component' }, theme: { type: 'component' } };
const stored = {
  title: 'Night',
  lineUp: [
    { id: 7, role: 'dj', startTime: '20' },
    { id: 8, role: 'host' },
  ],
  theme: { id: 3, primaryColor: '#fff', accentColor: '#000' },
};

it.each([
  ['what is not sent stays', {}, stored],
  ['what is undefined stays', { title: undefined }, stored],
  ['null empties', { title: null, theme: null }, { ...stored, title: null, theme: null }],
  [
    'an entry with its id keeps what is not sent of it',
    { lineUp: [{ id: 7, startTime: '21' }] },
    { ...stored, lineUp: [{ id: 7, role: 'dj', startTime: '21' }] },
  ],
  ['an id may come as text', { lineUp: [{ id: '8' }] }, { ...stored, lineUp: [{ id: '8', role: 'host' }] }],
  [
    'an entry without id is a new one',
    { lineUp: [{ startTime: '21' }] },
    { ...stored, lineUp: [{ startTime: '21' }] },
  ],
  [
    'a single component by its id',
    { theme: { id: 3, accentColor: '#111' } },
    { ...stored, theme: { id: 3, primaryColor: '#fff', accentColor: '#111' } },
  ],
  [
    'a single component anew',
    { theme: { accentColor: '#111' } },
    { ...stored, theme: { accentColor: '#111' } },
  ],
])('%s', (_case, change, expected) => {
  expect(merged(attributes, stored, change)).toEqual(expected);
});
