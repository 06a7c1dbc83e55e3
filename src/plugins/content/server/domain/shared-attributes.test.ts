import { changedSharedAttributes, linksById, sharedAttributes } from './shared-attributes';

const localized = (value: boolean) => ({ pluginOptions: { i18n: { localized: value } } });

const attributes = {
  title: { type: 'string', ...localized(true) },
  slug: { type: 'uid', ...localized(false) },
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
  artist: { type: 'relation', relation: 'manyToOne', target: 'api::artist.artist' },
};

const english = {
  title: 'Night',
  slug: 'night',
  capacity: 80,
  startTime: new Date('2026-11-21T20:00:00Z'),
  genres: ['soul'],
  cover: { id: 7, documentId: 'file' },
  location: { id: 3, documentId: 'cave' },
  lineUp: [{ id: 9, role: 'dj', artist: { id: 4, documentId: 'ann' } }],
};

const changed = (sent: Record<string, unknown>) =>
  changedSharedAttributes(attributes, sent, english, () => entry);

it('all but the translated and the slug are shared', () => {
  expect(sharedAttributes(attributes)).toEqual([
    'capacity',
    'startTime',
    'genres',
    'cover',
    'location',
    'lineUp',
  ]);
});

describe('a translation changes nothing shared', () => {
  it.each([
    ['translated text', { title: 'Notte' }],
    ['the slug, which is set apart', { slug: 'notte' }],
    ['the same scalars', { capacity: 80, startTime: '2026-11-21T21:00:00+01:00', genres: ['soul'] }],
    [
      'a form of the admin panel',
      { location: { connect: [], disconnect: [] }, cover: { id: 7, name: 'a.png' } },
    ],
    ['relations by documentId', { location: 'cave' }],
    ['relations by id', { location: 3 }],
    ['relations as a set', { location: { set: [{ documentId: 'cave' }] } }],
    ['media by id', { cover: 7 }],
    [
      'components with keys of their own',
      { lineUp: [{ __temp_key__: 'a', role: 'dj', artist: { connect: [] } }] },
    ],
    ['components whose relation this language lacks', { lineUp: [{ id: 20, role: 'dj' }] }],
  ])('%s', (_case, sent) => {
    expect(changed(sent)).toEqual([]);
  });
});

describe('or is told what it would change', () => {
  it.each([
    ['a number', { capacity: 90 }, ['capacity']],
    ['a number taken away', { capacity: null }, ['capacity']],
    ['a moment', { startTime: '2026-11-21T20:00:01Z' }, ['startTime']],
    ['a list', { genres: ['soul', 'jazz'] }, ['genres']],
    ['a relation', { location: 'garden' }, ['location']],
    ['a relation connected', { location: { connect: [{ documentId: 'garden' }] } }, ['location']],
    ['media taken away', { cover: null }, ['cover']],
    ['a component more', { lineUp: [...english.lineUp, { role: 'host' }] }, ['lineUp']],
    ['a component’s field', { lineUp: [{ role: 'host', artist: 'ann' }] }, ['lineUp']],
    ['a component’s relation', { lineUp: [{ role: 'dj', artist: 'bea' }] }, ['lineUp']],
    ['several', { capacity: 1, location: null }, ['capacity', 'location']],
  ])('%s', (_case, sent, expected) => {
    expect(changed(sent)).toEqual(expected);
  });
});

it('a new translation gets the links of English, as new entries', () => {
  expect(linksById(attributes, english, () => entry)).toEqual({
    location: 3,
    lineUp: [{ role: 'dj', artist: 4 }],
  });
});
