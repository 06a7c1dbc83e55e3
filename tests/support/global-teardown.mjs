import fs from 'node:fs';

export default async function globalTeardown() {
  await globalThis.stopTestMariadb?.();
  await globalThis.stopTestRedis?.();
  fs.rmSync(String(process.env.TEST_RUN_FOLDER), { recursive: true, force: true });
}
