import { actorOf, changedFields, changedVersion, isToldWithoutFields } from './activity';

const credentials = { id: 7, documentId: 'abc', username: 'ada', name: 'robot', role: { type: 'staff' } };
const state = (name: string, more: object = {}) => ({ auth: { strategy: { name }, credentials }, ...more });

it.each([
  ['a member', state('users-permissions'), { source: 'member', member: 'abc', actor: null, actorName: null }],
  [
    'somebody in the panel',
    state('admin', { user: { id: 3, firstname: 'Edi', lastname: 'Tor' } }),
    { source: 'panel', member: null, actor: '3', actorName: 'Edi Tor' },
  ],
  [
    'somebody in the panel with a user name alone',
    state('admin', { user: { id: 3, firstname: '', lastname: null, username: 'edi' } }),
    { source: 'panel', member: null, actor: '3', actorName: 'edi' },
  ],
  [
    'an API token',
    state('content-api-token'),
    { source: 'token', member: null, actor: '7', actorName: 'robot' },
  ],
  [
    "a token of the panel's API",
    state('admin-token'),
    { source: 'token', member: null, actor: '7', actorName: 'robot' },
  ],
  [
    'a stranger, whom Strapi has no credentials of',
    { auth: { strategy: { name: 'users-permissions' } } },
    null,
  ],
  ['another strategy', state('anonymous'), null],
  ['no request', undefined, null],
])('who changes something: %s', (_case, given, expected) => {
  expect(actorOf(given)).toEqual(expected);
});

it.each([
  ['create', 'edited', true],
  ['update', 'edited', false],
  ['clone', 'edited', true],
  ['discardDraft', 'edited', true],
  ['publish', 'published', true],
  ['unpublish', null, true],
  ['delete', null, true],
] as const)('%s changes what is %s; told without fields: %s', (action, version, isTold) => {
  expect([changedVersion(action), isToldWithoutFields(action)]).toEqual([version, isTold]);
});

describe('the changed fields', () => {
  const attributes = {
    title: { type: 'string', pluginOptions: { i18n: { localized: true } } },
    when: { type: 'datetime' },
    place: { type: 'relation' },
    links: { type: 'component', component: 'link' },
    updatedAt: { type: 'datetime' },
  };
  const componentOf = () => ({ url: { type: 'string' } });
  const row = {
    id: 1,
    title: 'a',
    when: '2026-01-01T00:00:00.000Z',
    place: { id: 5, documentId: 'p' },
    links: [{ id: 9, url: 'x' }],
    updatedAt: 1,
  };
  const changed = (after: object, before: object | null = row) =>
    changedFields(
      attributes,
      new Map(before === null ? [] : [['en', { ...before }]]),
      new Map([['en', { ...row, ...after }]]),
      componentOf,
    );

  it.each([
    ['none, however often it is saved', { id: 2, updatedAt: 2, links: [{ id: 10, url: 'x' }] }, []],
    ['the same time in another form', { when: '2026-01-01T01:00:00+01:00' }, []],
    ['the published row of the same place', { place: { id: 6, documentId: 'p' } }, []],
    ['a text', { title: 'b' }, ['title']],
    ['another place', { place: { id: 6, documentId: 'q' } }, ['place']],
    ['a link less, and no place', { place: null, links: [] }, ['place', 'links']],
  ])('%s', (_case, after, expected) => {
    expect(changed(after)).toEqual(expected);
  });

  it('of a new document are those that are given', () => {
    expect(changed({ place: null, links: [] }, null)).toEqual(['title', 'when']);
  });

  it('of a translation are the translated ones', () => {
    const after = new Map([
      ['en', { ...row, when: null }],
      ['it', { ...row, title: 'b' }],
    ]);
    expect(changedFields(attributes, new Map([['en', row]]), after, componentOf)).toEqual(['title', 'when']);
    expect(changedFields(attributes, new Map(), new Map([['it', row]]), componentOf)).toEqual(['title']);
  });
});
