import { fileKeyOf, previewKeyOf } from './link-keys';

it.each([
  ['previews', previewKeyOf],
  ['files', fileKeyOf],
])('the key of %s is the same for the same secret, and says nothing of it', (_of, keyOf) => {
  const key = keyOf('admin-jwt-secret');
  expect(key).toBe(keyOf('admin-jwt-secret'));
  expect(key).not.toBe(keyOf('admin-jwt-secret2'));
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(key).not.toContain('admin');
});

it('one secret gives each use another key', () => {
  expect(fileKeyOf('secret')).not.toBe(previewKeyOf('secret'));
});
