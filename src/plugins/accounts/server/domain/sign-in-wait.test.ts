import { waitAfter } from './sign-in-wait';

it.each([
  [0, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [10, 32],
  [13, 256],
  [14, 300],
  [1e9, 300],
])('after %d wrong passwords: %d s', (failures, seconds) => {
  expect(waitAfter(failures)).toBe(seconds);
});
