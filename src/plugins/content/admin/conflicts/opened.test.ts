import { draftVersion, laterVersion, openedDraft } from './opened';

const [first, second] = ['2090-05-04T19:00:00.000Z', '2090-05-04T19:00:00.001Z'];

describe('draftVersion', () => {
  it.each([
    ['of a draft', { data: { updatedAt: first, publishedAt: null } }, first],
    ['of no version yet', { data: {} }, 'none'],
    [
      'beside what is published',
      {
        data: { updatedAt: second, publishedAt: second },
        meta: { availableStatus: [{ updatedAt: first, publishedAt: null }] },
      },
      first,
    ],
    ['of a type without drafts', { data: { updatedAt: first, publishedAt: first } }, first],
  ])('%s', (_, answer, expected) => {
    expect(draftVersion(answer)).toBe(expected);
  });
});

test.each([
  [first, undefined, first],
  [first, second, second],
  [second, first, second],
  ['none', first, first],
])('of %s and %s, the later version is %s', (one, other, expected) => {
  expect(laterVersion(one, other)).toBe(expected);
});

describe('openedDraft', () => {
  const args = (params: { locale?: string; status?: string }, documentId = 'a') => ({
    collectionType: 'collection-types' as const,
    model: 'api::event.event',
    documentId,
    params,
  });
  const query = (originalArgs: object, title: string) => ({
    endpointName: 'getDocument',
    originalArgs,
    data: { data: { title } },
  });
  const state = {
    adminApi: {
      queries: {
        1: query(args({ locale: 'it' }), 'Italian'),
        2: query(args({ status: 'published', locale: 'en' }), 'published'),
        3: query(args({ locale: 'en' }, 'b'), 'another'),
        4: query(args({ locale: 'en' }), 'English'),
        5: { endpointName: 'getInitialData', data: {} },
        6: undefined,
      },
    },
  };

  it.each([
    [{ locale: 'en' }, 'English'],
    [{}, 'English'],
    [{ locale: 'it' }, 'Italian'],
    [{ locale: 'fr' }, undefined],
  ])('of a form with %j', (params, expected) => {
    expect(openedDraft(state, args(params))?.data['title']).toBe(expected);
  });
});
