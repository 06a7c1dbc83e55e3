import { previewKeyOf } from './preview-key';

it('is the same for the same secret, and says nothing of it', () => {
  const key = previewKeyOf('admin-jwt-secret');
  expect(key).toBe(previewKeyOf('admin-jwt-secret'));
  expect(key).not.toBe(previewKeyOf('admin-jwt-secret2'));
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(key).not.toContain('admin');
});
