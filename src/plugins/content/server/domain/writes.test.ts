import { isClubType, isWrite, touchesPublic } from './writes';

describe('touchesPublic', () => {
  it.each([
    ['update', false, undefined, true],
    ['create', false, undefined, true],
    ['create', true, undefined, false],
    ['update', true, 'draft', false],
    ['update', true, 'published', true],
    ['create', true, 'published', true],
    ['publish', true, undefined, true],
    ['unpublish', true, undefined, true],
    ['delete', true, undefined, true],
    ['clone', true, undefined, false],
    ['discardDraft', true, undefined, false],
  ] as const)('%s, drafts: %s, status: %s', (action, hasDrafts, status, expected) => {
    expect(touchesPublic(action, { hasDrafts, status })).toBe(expected);
  });
});

it.each([
  ['create', true],
  ['findMany', false],
  ['count', false],
])('%s is a write: %s', (action, expected) => {
  expect(isWrite(action)).toBe(expected);
});

it.each([
  ['api::event.event', true],
  ['plugin::upload.file', false],
])('%s is the club’s own: %s', (uid, expected) => {
  expect(isClubType(uid)).toBe(expected);
});
