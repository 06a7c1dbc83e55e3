import { countDocuments, type Version } from './document-counts';

const [early, late] = ['2090-05-04T19:00:00.000Z', '2090-05-04T20:00:00.000Z'];
const draft = (documentId: string, updatedAt = early): Version => ({
  documentId,
  updatedAt,
  publishedAt: null,
});
const published = (documentId: string, updatedAt = early): Version => ({
  documentId,
  updatedAt: new Date(updatedAt),
  publishedAt: early,
});
const none = { draft: 0, published: 0, modified: 0 };

describe('countDocuments', () => {
  it.each<[string, Version[], object]>([
    ['nothing', [], none],
    ['a draft in two languages', [draft('a'), draft('a', late)], { ...none, draft: 1 }],
    ['published as it stands', [draft('a'), published('a')], { ...none, published: 1 }],
    ['of a type without drafts', [published('a'), published('b')], { ...none, published: 2 }],
    ['changed since', [draft('a', late), published('a')], { ...none, modified: 1 }],
    [
      'one of each',
      [draft('a'), draft('b'), published('b'), draft('c', late), published('c')],
      { draft: 1, published: 1, modified: 1 },
    ],
  ])('%s', (_, versions, expected) => {
    expect(countDocuments(versions)).toEqual(expected);
  });
});
