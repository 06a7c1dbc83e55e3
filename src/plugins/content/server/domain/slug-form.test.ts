import { slugFault } from './slug-form';

const event = 'api::event.event';

it.each(['a', 'the-listening-room', '2026-gala', 'x'.repeat(100)])('takes %p', (slug) => {
  expect(slugFault(event, slug)).toBeUndefined();
});

it.each(['', 'A', 'a_b', '-a', 'a-', 'a--b', 'più', 'a/b', 'x'.repeat(101)])('refuses %p', (slug) => {
  expect(slugFault(event, slug)).toMatch(/^must (be|have) /);
});

it('refuses what is an address of its own, for that type alone', () => {
  expect(slugFault(event, 'now')).toContain('an address of its own');
  expect(slugFault('api::post.post', 'now')).toBeUndefined();
});
