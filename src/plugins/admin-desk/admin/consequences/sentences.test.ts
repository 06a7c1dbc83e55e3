import { IntlMessageFormat } from 'intl-messageformat';
import type { Consequence, Missing } from '../../contract/consequences';
import en from '../translations/en.json';
import fr from '../translations/fr.json';
import italian from '../translations/it.json';
import { missingTexts, sentencesOf, type Speech } from './sentences';

const texts = { en, it: italian, fr };
const speechIn = (locale: keyof typeof texts): Speech => ({
  text: (key, values) => String(new IntlMessageFormat(texts[locale][key], locale).format(values)),
  list: (items) => items.join(' + '),
  language: (code) => code.toUpperCase(),
  date: (at, zone) => at.slice(0, 10) + (zone === undefined ? '' : ` (${zone})`),
});
const english = speechIn('en');

type Sync = Extract<Consequence, { kind: 'sync' }>;
const sync = (more: Partial<Sync>): Sync => ({
  kind: 'sync',
  target: 'facebook-page',
  title: 'Facebook page',
  change: 'create',
  at: null,
  events: null,
  connection: 'working',
  ...more,
});
const visibility = (
  before: ('en' | 'it')[],
  after: ('en' | 'it')[],
  from: string | null = null,
): Consequence => ({ kind: 'visibility', before, after, from });
const two = { names: ['A', 'B'], count: 2 };

it.each<[Consequence, string[]]>([
  [visibility([], ['en']), ['It becomes visible on the website in EN only.']],
  [visibility([], ['en', 'it']), ['It becomes visible on the website in EN + IT.']],
  [
    visibility([], ['en'], '2030-01-01T00:00:00.000Z'),
    ['It becomes visible on the website on 2030-01-01, in EN.'],
  ],
  [visibility(['en'], []), ['It disappears from the website.']],
  [visibility(['en', 'it'], []), ['It disappears from the website in all languages: EN + IT.']],
  [visibility(['en'], ['en', 'it']), ['It becomes visible in IT as well.']],
  [visibility(['en', 'it'], ['en']), ['It is no longer visible in IT; readers see English there.']],
  [
    { kind: 'gate', isOpen: false, tier: 'Silver' },
    ['In full it is visible from the tier Silver upwards only.'],
  ],
  [{ kind: 'gate', isOpen: false, tier: null }, ['In full it is visible to Patreon members only.']],
  [{ kind: 'gate', isOpen: true, tier: null }, ['It becomes visible in full to everyone.']],
  [{ kind: 'uses', type: 'event', entries: two }, ['2 events on the website will no longer show it: A + B.']],
  [
    { kind: 'uses', type: 'exclusive', entries: { names: ['A'], count: 1 } },
    ['One entry on the website will no longer show it: A.'],
  ],
  [{ kind: 'eventStatus', status: 'cancelled' }, ['The website and calendars show the event as cancelled.']],
  [
    {
      kind: 'eventTime',
      from: '2030-05-04T19:00:00.000Z',
      to: '2030-05-05T19:00:00.000Z',
      zone: 'Europe/Rome',
    },
    ['The event moves from 2030-05-04 (Europe/Rome) to 2030-05-05 (Europe/Rome).'],
  ],
  [{ kind: 'eventLocation', from: 'Hall', to: 'Cave' }, ['The event takes place at Cave instead of Hall.']],
  [
    { kind: 'eventLocation', from: 'Hall', to: null },
    ['The event no longer says where: Hall is taken away.'],
  ],
  [sync({}), ['Facebook page: a post appears now.']],
  [
    sync({ change: 'wait', at: '2030-01-01T00:00:00.000Z' }),
    ['Facebook page: a post appears on 2030-01-01.'],
  ],
  [sync({ change: 'cancel' }), ['Facebook page: the planned post does not appear.']],
  [sync({ change: 'remove' }), ['Facebook page: the post is deleted now, with all comments and reactions.']],
  [
    sync({ target: 'google-public', change: 'change', events: { names: ['A', 'B', 'C'], count: 5 } }),
    ['Public calendar: 5 events change now. This concerns A, B, C and 2 more.'],
  ],
  [
    sync({ target: 'newer', title: 'Newer', connection: 'broken' }),
    ['Newer: an event appears. The connection is broken: it follows once that is repaired.'],
  ],
])('%j', (consequence, expected) => {
  expect(sentencesOf(consequence, english)).toEqual(expected);
});

it('speaks other languages', () => {
  expect(sentencesOf(sync({ change: 'remove' }), speechIn('it'))).toEqual([
    'Pagina Facebook: il post viene eliminato subito, con tutti i commenti e le reazioni.',
  ]);
  expect(sentencesOf(visibility([], ['en']), speechIn('fr'))).toEqual([
    'Visible sur le site en EN uniquement.',
  ]);
});

it.each<[Missing, string[]]>([
  [{ gaps: [], untranslated: [] }, []],
  [{ gaps: ['cover', 'artist'], untranslated: [] }, ['Missing: cover picture + an artist in the line-up']],
  [{ gaps: [], untranslated: ['it'] }, ['Not translated: IT']],
])('what is missing: %j', (missing, expected) => {
  expect(missingTexts(missing, english)).toEqual(expected);
});
