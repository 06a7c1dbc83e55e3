import { createBuffer } from './buffer';

test('what comes first goes first', () => {
  const buffer = createBuffer<number>(10);
  for (const each of [1, 2, 3]) buffer.add(each);
  expect(buffer.take(2)).toEqual([1, 2]);
  expect(buffer.size).toBe(1);
});

test('what is put back is first again', () => {
  const buffer = createBuffer<number>(10);
  for (const each of [1, 2, 3]) buffer.add(each);
  buffer.putBack(buffer.take(2));
  expect(buffer.take(10)).toEqual([1, 2, 3]);
});

test('the oldest give way, and are counted once', () => {
  const buffer = createBuffer<number>(3);
  for (const each of [1, 2, 3, 4, 5]) buffer.add(each);
  expect(buffer.takeDropped()).toBe(2);
  expect(buffer.takeDropped()).toBe(0);
  const batch = buffer.take(2);
  for (const each of [6, 7]) buffer.add(each);
  buffer.putBack(batch);
  expect(buffer.takeDropped()).toBe(2);
  expect(buffer.take(10)).toEqual([5, 6, 7]);
});
