export default async function globalTeardown() {
  await globalThis.stopTestMariadb?.();
  await globalThis.stopTestRedis?.();
}
