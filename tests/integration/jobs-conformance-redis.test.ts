import { describeConformance } from '../support/jobs-conformance';

const redisUrl = process.env.TEST_REDIS_URL;

// `npm test` says so where the machine has no Redis.
if (redisUrl) describeConformance('BullMQ', { redisUrl });
else it('is not tried without Redis', () => expect(redisUrl).toBeUndefined());
