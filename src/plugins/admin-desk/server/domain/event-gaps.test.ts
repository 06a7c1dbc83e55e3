import { gapsOf, untranslated, type PlannedEvent } from './event-gaps';

const text = { title: 'Night', description: 'All of it' };
const whole: PlannedEvent = {
  eventType: 'live_music',
  hasCover: true,
  hasLocation: true,
  lineUp: [true],
  texts: { en: text, it: text, fr: text, es: text },
};

it.each<[string, Partial<PlannedEvent>, string[]]>([
  ['nothing', {}, []],
  ['a picture', { hasCover: false }, ['cover']],
  ['a place', { hasLocation: false }, ['location']],
  ['a description', { texts: { en: { ...text, description: ' ' } } }, ['description']],
  ['who plays', { lineUp: [] }, ['lineUp']],
  ['nothing, where nobody plays', { lineUp: [], eventType: 'exhibition' }, []],
  ['an artist in the line-up', { lineUp: [true, false] }, ['artist']],
  [
    'everything',
    { hasCover: false, hasLocation: false, lineUp: [], texts: {} },
    ['location', 'cover', 'description', 'lineUp'],
  ],
])('an event may lack %s', (_, more, expected) => {
  expect(gapsOf({ ...whole, ...more })).toEqual(expected);
});

it.each<[string, PlannedEvent['texts'], string[]]>([
  ['none', whole.texts, []],
  ['those that are not there', { en: text, it: text }, ['fr', 'es']],
  ['one without a description', { ...whole.texts, fr: { title: 'Nuit', description: null } }, ['fr']],
  [
    'none where English has no description either',
    { ...whole.texts, en: { title: 'Night', description: '' }, es: { title: 'Noche', description: '' } },
    [],
  ],
  ['none before there is English', {}, []],
])('languages that lack a text: %s', (_, texts, expected) => {
  expect(untranslated({ texts })).toEqual(expected);
});
