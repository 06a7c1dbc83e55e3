import {
  changedSharedAttributes,
  copied,
  differingAttributes,
  linkingAttributes,
  sharedAttributes,
} from './shared-attributes';

const localized = (value: boolean) => ({ pluginOptions: { i18n: { localized: value } } });

const attributes = {
  title: { type: 'string', ...localized(true) },
  slug: { type: 'uid', ...localized(false) },
  eventType: { type: 'enumeration', default: 'live_music', ...localized(false) },
  capacity: { type: 'integer', ...localized(false) },
  startTime: { type: 'datetime', ...localized(false) },
  genres: { type: 'json', ...localized(false) },
  cover: { type: 'media', multiple: false, ...localized(false) },
  location: {
    type: 'relation',
    relation: 'manyToOne',
    target: 'api::location.location',
    ...localized(false),
  },
  lineUp: { type: 'component', repeatable: true, component: 'club.entry', ...localized(false) },
};

const entry = {
  role: { type: 'string' },
  label: { type: 'string' },
  artist: { type: 'relation', relation: 'manyToOne', target: 'api::artist.artist' },
};

const english = {
  title: 'Night',
  slug: 'night',
  eventType: 'dj_set',
  capacity: 80,
  startTime: new Date('2026-11-21T20:00:00Z'),
  genres: ['soul'],
  cover: { id: 7, documentId: 'file' },
  location: { id: 3, documentId: 'cave' },
  lineUp: [{ id: 9, role: 'dj', label: null, artist: { id: 4, documentId: 'ann' } }],
};
const published = { ...english, capacity: 70, location: { id: 5, documentId: 'tent' } };

const changed = (sent: Record<string, unknown>, isNew = false) =>
  changedSharedAttributes(attributes, sent, { rows: [english, published], isNew }, () => entry);

it('all but the translated and the slug are shared', () => {
  expect(sharedAttributes(attributes)).toEqual([
    'eventType',
    'capacity',
    'startTime',
    'genres',
    'cover',
    'location',
    'lineUp',
  ]);
  expect(linkingAttributes(attributes, () => entry)).toEqual(['location', 'lineUp']);
});

describe('a translation changes nothing shared', () => {
  it.each([
    ['translated text', { title: 'Notte' }],
    ['the slug, which is set apart', { slug: 'notte' }],
    ['the same scalars', { capacity: 80, startTime: '2026-11-21T21:00:00+01:00', genres: ['soul'] }],
    ['a number as text', { capacity: '80' }],
    ['what is public while English is edited', { capacity: 70, location: 'tent' }],
    [
      'a form of the admin panel',
      { location: { connect: [], disconnect: [] }, cover: { id: 7, name: 'a.png' } },
    ],
    ['an empty form', { capacity: null, startTime: '', genres: [], cover: null, location: null, lineUp: [] }],
    [
      'an empty component',
      { lineUp: { __temp_key__: 'a', role: null, artist: { connect: [], disconnect: [] } } },
    ],
    ['relations by documentId', { location: 'cave' }],
    ['relations by id', { location: 3 }],
    ['relations as a set', { location: { set: [{ documentId: 'cave' }] } }],
    ['an empty set of relations', { location: { set: [] } }],
    [
      'the same relation connected, in whatever language',
      { location: { connect: [{ documentId: 'cave', locale: 'it' }], disconnect: [] } },
    ],
    [
      'a relation taken away that is not there',
      { location: { connect: [], disconnect: [{ documentId: 'loft' }] } },
    ],
    [
      'a relation taken away and put back',
      { location: { connect: [{ documentId: 'cave' }], disconnect: [{ id: 3 }] } },
    ],
    ['media by id', { cover: 7 }],
    [
      'components with keys of their own',
      { lineUp: [{ __temp_key__: 'a', role: 'dj', label: '', artist: { connect: [] } }] },
    ],
    [
      'components filled in again',
      {
        lineUp: [{ role: 'dj', artist: { connect: [{ documentId: 'ann', locale: 'it' }], disconnect: [] } }],
      },
    ],
    ['components whose relation this language lacks', { lineUp: [{ id: 20, role: 'dj' }] }],
  ])('%s', (_case, sent) => {
    expect(changed(sent)).toEqual([]);
    expect(changed(sent, true)).toEqual([]);
  });

  it('ignores defaults in a new one', () => {
    expect(changed({ eventType: 'live_music' }, true)).toEqual([]);
    expect(changed({ eventType: 'live_music' })).toEqual(['eventType']);
  });
});

describe('or names what it would change', () => {
  it.each([
    ['a number', { capacity: 90 }, ['capacity']],
    ['a moment', { startTime: '2026-11-21T20:00:01Z' }, ['startTime']],
    ['a list', { genres: ['soul', 'jazz'] }, ['genres']],
    ['a relation', { location: 'garden' }, ['location']],
    ['a relation connected', { location: { connect: [{ documentId: 'garden' }] } }, ['location']],
    ['a relation taken away', { lineUp: [{ role: 'dj', artist: { disconnect: [{ id: 4 }] } }] }, ['lineUp']],
    ['another picture', { cover: 8 }, ['cover']],
    ['a component more', { lineUp: [...english.lineUp, { role: 'host' }] }, ['lineUp']],
    ['a component’s field', { lineUp: [{ role: 'host', artist: 'ann' }] }, ['lineUp']],
    ['a component’s relation', { lineUp: [{ role: 'dj', artist: 'bea' }] }, ['lineUp']],
    ['several', { capacity: 1, location: 'garden' }, ['capacity', 'location']],
  ])('%s', (_case, sent, expected) => {
    expect(changed(sent)).toEqual(expected);
  });
});

it('a row differs where it is empty, too', () => {
  const names = sharedAttributes(attributes);
  const row = { ...english, capacity: null, location: null, cover: { id: 7, documentId: 'file' } };
  expect(differingAttributes(attributes, names, { row, english }, () => entry)).toEqual([
    'capacity',
    'location',
  ]);
});

it('another row gets media and links by id, and components as new entries', () => {
  const names = ['capacity', 'genres', 'cover', 'location', 'lineUp'];
  expect(copied(attributes, names, english, () => entry)).toEqual({
    capacity: 80,
    genres: ['soul'],
    cover: 7,
    location: 3,
    lineUp: [{ role: 'dj', label: null, artist: 4 }],
  });
  const inItalian = copied(
    attributes,
    ['location'],
    english,
    () => entry,
    (target, { documentId }) => [target, documentId],
  );
  expect(inItalian).toEqual({ location: ['api::location.location', 'cave'] });
});
