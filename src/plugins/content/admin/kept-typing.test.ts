import { keptTyping } from './kept-typing';

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
  expect(keptTyping()()(next)(action)).toBe(action);
  expect(next).toHaveBeenCalledTimes(passes ? 1 : 0);
});
