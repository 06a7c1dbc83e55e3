import { formatBody } from './format-body';

test.each([
  ['a body of JSON', 'PUT /a\naccept: b\n\n{"a":[1]}', 'PUT /a\naccept: b\n\n{\n  "a": [\n    1\n  ]\n}'],
  ['JSON alone', '{"a":1}', '{\n  "a": 1\n}'],
  ['JSON that was cut', '200\n\n{"a":"b', '200\n\n{"a":"b'],
  ['a body of text', '502\n\nBad gateway', '502\n\nBad gateway'],
  ['no body', 'GET /a\naccept: b', 'GET /a\naccept: b'],
  ['nothing', '', ''],
])('%s', (_, text, expected) => {
  expect(formatBody(text)).toBe(expected);
});
