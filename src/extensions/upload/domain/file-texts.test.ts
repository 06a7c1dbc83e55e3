import { english } from '../../../plugins/content/server/domain/rules/english';
import { issuesOfInfos, issuesOfUpdates, nameIssue, sentNameRule } from './file-texts';

const controlCharacter = String.fromCharCode(7);
const rightToLeft = '\u202e';

it.each<[unknown, string | undefined]>([
  ['poster.png', undefined],
  ['Café – été 2026 (1).png', undefined],
  ['名前.png', undefined],
  ['..poster', undefined],
  [7, 'must be a text'],
  ['', 'must not be empty'],
  ['  ', 'must not be empty'],
  ['x'.repeat(255), undefined],
  ['x'.repeat(256), 'must have at most 255 characters'],
  ['🎷'.repeat(128), 'must have at most 255 characters, of which emoji and some other signs count as two'],
  // Stored as one character each.
  ['e\u0301'.repeat(255), undefined],
  ['../poster.png', 'must not contain / or \\'],
  ['a\\b.png', 'must not contain / or \\'],
  ['.', 'must not be .'],
  ['..', 'must not be ..'],
  ['a\nb.png', 'must be a single line'],
  ['a\u2028b.png', 'must be a single line'],
  [`a${rightToLeft}gpj.exe`, 'must not contain characters that turn the direction of a text'],
])('the name %j: %s', (name, issue) => expect(nameIssue(name)).toBe(issue));

it('a name with an invisible character is refused', () =>
  expect(nameIssue(`a${controlCharacter}b`)).toEqual(expect.any(String)));

it.each([
  ['a<b.png', 'must not contain < > : " | ? *'],
  ['what?.png', 'must not contain < > : " | ? *'],
  ['poster.png', undefined],
])('the name of a file that is sent, %j: %s', (name, issue) => {
  const rule = sentNameRule(name);
  expect(rule && english(rule)).toBe(issue);
});

describe('the info of files', () => {
  it('may say nothing', () =>
    expect(issuesOfInfos([{}, { name: null, caption: '', alternativeText: undefined }])).toEqual([]));

  it('is named by its place where there are several', () => {
    const faulty = { name: '', alternativeText: 'x'.repeat(1001) };
    const places = (infos: Parameters<typeof issuesOfInfos>[0]) =>
      issuesOfInfos(infos).map(({ path }) => path.join('.'));
    expect(places([faulty])).toEqual(['fileInfo.name', 'fileInfo.alternativeText']);
    expect(places([{ name: 'poster.png' }, faulty])).toEqual([
      'fileInfo.1.name',
      'fileInfo.1.alternativeText',
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('never names %s', (key) => {
    const info: unknown = JSON.parse(`{ "${key}": {} }`);
    expect(issuesOfInfos([info as Record<string, unknown>])).toEqual([
      { path: ['fileInfo', key], message: 'must not be given' },
    ]);
  });
});

it.each<[unknown, string[]]>([
  [undefined, []],
  ['no list', []],
  [[{}, { fileInfo: 'no values' }, null], []],
  [[{ fileInfo: { name: 'a' } }, { fileInfo: { name: '/' } }], ['updates.1.fileInfo.name']],
])('updates %j', (updates, paths) =>
  expect(issuesOfUpdates(updates).map(({ path }) => path.join('.'))).toEqual(paths),
);
