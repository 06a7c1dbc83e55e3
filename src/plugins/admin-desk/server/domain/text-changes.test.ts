import { changedTexts, type EnglishTexts } from './text-changes';

const texts = (documentId: string, title: string, benefits: string[] = []): EnglishTexts => ({
  documentId,
  updatedAt: new Date(0),
  texts: { title, benefits },
});

it.each<[string, EnglishTexts[], EnglishTexts[], string[]]>([
  ['another text', [texts('a', 'Night')], [texts('a', 'Nights')], ['a']],
  ['another entry of a list', [texts('a', 'Night', ['x'])], [texts('a', 'Night', ['y'])], ['a']],
  ['the same texts', [texts('a', 'Night', ['x'])], [texts('a', 'Night', ['x'])], []],
  ['published for the first time', [], [texts('a', 'Night')], []],
  ['no longer public', [texts('a', 'Night')], [], []],
  ['one of several', [texts('a', 'A'), texts('b', 'B')], [texts('b', 'C'), texts('a', 'A')], ['b']],
])('%s', (_, before, after, expected) => {
  expect(changedTexts(before, after).map(({ documentId }) => documentId)).toEqual(expected);
});
