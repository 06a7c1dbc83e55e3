import type { Attributes } from '../schema';
import { fieldText, sentenceOf, type Values } from './issues';
import { documentIssues, merged } from '.';

const attributes: Attributes = {
  name: { type: 'string' },
  slug: { type: 'uid', required: true, maxLength: 10 },
  slurl: { type: 'string' },
  capacity: { type: 'integer', min: 0, max: 100 },
  mood: { type: 'enumeration', enum: ['warm', 'cold'], default: 'warm', required: true },
  theme: { type: 'component', component: 'club.theme' },
  links: { type: 'component', component: 'club.link' },
  words: { type: 'json', customField: 'plugin::content.string-list' },
};
const components: Record<string, Attributes> = {
  'club.theme': { primaryColor: { type: 'string', maxLength: 7 } },
  'club.link': { url: { type: 'string', required: true } },
};

interface Circumstances {
  isComplete?: boolean;
  english?: Values | undefined;
}

function places(values: Values, { isComplete = false, ...given }: Circumstances = {}): string[] {
  const issues = documentIssues({
    uid: 'api::location.location',
    attributes,
    componentOf: (uid) => components[uid] ?? {},
    values,
    english: 'english' in given ? given.english : values,
    isComplete,
  });
  return issues.map(({ path }) => path.join('.'));
}

const whole = { name: 'Grotto', slug: 'grotto', mood: 'warm' };

it.each<[string, Values, string[]]>([
  ['nothing at all', {}, []],
  ['cleared fields', { slurl: '', capacity: null, theme: null, links: [] }, []],
  ['a wrong slurl', { slurl: 'Ahern' }, ['slurl']],
  ['a slug too long, once', { slug: 'a-very-long-slug' }, ['slug']],
  ['a number below its least', { capacity: -1 }, ['capacity']],
  ['an unknown choice', { mood: 'lukewarm' }, ['mood']],
  ['a list that is none', { words: 'warm' }, ['words']],
  ['a component’s value', { theme: { primaryColor: 'red' } }, ['theme.primaryColor']],
  [
    'that of an entry',
    { links: [{ url: 'https://example.com' }, { url: 'http://example.com' }] },
    ['links.1.url'],
  ],
  ['an entry without what it requires', { links: [{ url: '' }] }, []],
  [
    'several issues',
    { slurl: 'x', capacity: 101, theme: { primaryColor: '' }, words: [''] },
    ['slurl', 'capacity', 'words'],
  ],
])('of a draft: %s', (_case, values, expected) => {
  expect(places(values)).toEqual(expected);
});

it.each<[string, Values, string[]]>([
  ['what is whole', whole, []],
  ['a default for what is not sent', { ...whole, mood: undefined }, []],
  ['no default for what is emptied', { ...whole, mood: null }, ['mood']],
  ['nothing', {}, ['slug', 'name']],
  ['blanks', { ...whole, name: '  ', slug: '' }, ['slug', 'name']],
  ['an entry without what it requires', { ...whole, links: [{}] }, ['links.0.url']],
])('of what readers are to see: %s', (_case, values, expected) => {
  expect(places(values, { isComplete: true })).toEqual(expected);
});

it.each<[string, Values | undefined, string[]]>([
  ['named in English', whole, []],
  ['not named in English', { ...whole, name: null }, ['name']],
  ['without English', undefined, ['name']],
])('of a translation: %s', (_case, english, expected) => {
  expect(places({ ...whole, name: 'Grotta' }, { isComplete: true, english })).toEqual(expected);
});

it('makes one sentence of all, each with its field', () => {
  expect(fieldText(['lineUp', '0', 'endTime'])).toBe('lineUp[0].endTime');
  expect(
    sentenceOf([
      { path: ['endTime'], message: 'must be after startTime' },
      { path: ['links', '1', 'url'], message: 'must be https' },
    ]),
  ).toBe('endTime must be after startTime; links[1].url must be https');
});

const mergedAttributes = {
  title: { type: 'string' },
  lineUp: { type: 'component' },
  theme: { type: 'component' },
};
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
    'a new single component',
    { theme: { accentColor: '#111' } },
    { ...stored, theme: { accentColor: '#111' } },
  ],
])('%s', (_case, change, expected) => {
  expect(merged(mergedAttributes, stored, change)).toEqual(expected);
});
