import { dropOptimisticUpdates, unlessRefused, withoutDeleted } from './refused-saves';

jest.mock('@strapi/strapi/admin', () => ({ adminApi: {} }));

const tags = unlessRefused((_result: unknown, _error: unknown, { model }: { model: string }) => [model]);

it('a successful save reloads the document', () => {
  expect(tags({}, undefined, { model: 'api::event.event' })).toEqual(['api::event.event']);
  expect(unlessRefused(['Document'])({}, undefined)).toEqual(['Document']);
});

it('a refused one has nothing asked for', () => {
  expect(tags(undefined, { name: 'ValidationError' }, { model: 'api::event.event' })).toEqual([]);
});

it('a deletion reloads lists, but not the deleted document', () => {
  const list = { type: 'Document', id: 'api::event.event_LIST' };
  const own = ['api::event.event_abc', 'api::event.event_ALL_ITEMS'].map((id) => ({ type: 'Document', id }));
  expect(withoutDeleted(() => [list, ...own, 'CountDocuments'])()).toEqual([list, 'CountDocuments']);
});

const patch = (queryCacheKey: string) => ({
  type: 'adminApi/queries/queryResultPatched',
  payload: { queryCacheKey },
});

it.each([
  ['a document noted as saved before it is', patch('getDocument({"model":"api::event.event"})'), false],
  ['a list', patch('getAllDocuments({})'), true],
  ['the answer itself', { type: 'adminApi/executeQuery/fulfilled', payload: {} }, true],
  ['an action of another sort', () => undefined, true],
])('%s', (_case, action, passes) => {
  const next = jest.fn((passed: unknown) => passed);
  expect(dropOptimisticUpdates()()(next)(action)).toBe(action);
  expect(next).toHaveBeenCalledTimes(passes ? 1 : 0);
});
