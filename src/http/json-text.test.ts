import fc from 'fast-check';
import { jsonTextIssues } from './json-text';

const once = ['must be given once'];
const large = ['is too large a number'];

describe('what is lost of a JSON text', () => {
  it.each<[text: string, issues: object]>([
    ['{"a":1,"a":2}', { a: once }],
    ['{"a":1,"a":2,"a":3}', { a: once }],
    ['{ "a" : { "b" : 1 , "c" : [ ] , "b" : 2 } }', { 'a.b': once }],
    ['{"a":1,"\\u0061":2}', { a: once }],
    ['{"a":[{"b":1},{"b":1,"b":2}]}', { 'a.1.b': once }],
    ['{"__proto__":1,"__proto__":2}', Object.fromEntries([['__proto__', once]])],
    ['{"":1,"":2}', { body: once }],
    ['{"a":1e309}', { a: large }],
    ['{"a":[0,-1E+400]}', { 'a.1': large }],
    ['{"a":1e309,"a":2}', { a: [...large, ...once] }],
    [`{"a":1${'0'.repeat(400)}}`, { a: large }],
    ['1e309', { body: large }],
  ])('%s', (text, issues) => {
    expect(jsonTextIssues(text)).toEqual(issues);
  });

  it.each([
    '',
    '{}',
    '[]',
    'null',
    '{"a":{"a":{"a":1}},"b":{"a":1}}',
    '[{"a":1},{"a":2}]',
    '{"a":"b","b":"a"}',
    '{"a":"1e309","b":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a\\"":1,"a":2,"a\\\\":3}',
    '{"a":[true,false,null],"b":1.7976931348623157e308,"c":1e-400,"A":1}',
  ])('is nothing of %s', (text) => {
    expect(jsonTextIssues(text)).toEqual({});
  });

  it('is nothing of what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat({ max: 2 }), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(jsonTextIssues(written)).toEqual({});
      }),
    );
  });

  it('is found in a megabyte within a moment', () => {
    const text = `{"a":"${'\\"'.repeat(250_000)}","b":[${'{"c":1},'.repeat(60_000)}0],"b":1}`;
    const began = performance.now();
    expect(jsonTextIssues(text)).toEqual({ b: once });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
