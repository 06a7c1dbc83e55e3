import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a delivery is signed with one of the webhook's secrets: HMAC-MD5 of its very bytes, in hex
 * (https://docs.patreon.com/#webhooks). Every secret is compared, so that the time tells nothing.
 *
 * @param signature of the header `X-Patreon-Signature`
 */
export function isSigned(body: string, signature: unknown, secrets: readonly string[]): boolean {
  if (typeof signature !== 'string' || !/^[0-9a-f]{32}$/.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  return (
    secrets.filter((secret) =>
      timingSafeEqual(createHmac('md5', secret).update(body, 'utf8').digest(), given),
    ).length > 0
  );
}
