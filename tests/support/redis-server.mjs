// A Redis of its own for a test that kills or stops it: says where it is, and ends it when told to.
import { startRedis } from '../../scripts/lib/redis.mjs';

const { pid, url, stop } = await startRedis();
process.once('SIGTERM', stop);
console.log(`redis ${pid} at ${url}`);
