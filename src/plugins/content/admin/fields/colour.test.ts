import { pickedColour } from './colour';

test.each([
  ['#1B2A49', '#1b2a49'],
  ['#fa3', '#ffaa33'],
  ['', '#000000'],
  ['red', '#000000'],
  ['#12345', '#000000'],
])('%p is picked as %s', (text, colour) => expect(pickedColour(text)).toBe(colour));
