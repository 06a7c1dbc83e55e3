/**
 * What is tried of what there is too much of: few in `npm test`, which is to be over soon, and many in `npm run test:long`.
 *
 * @param few a number of what chance decides, or the cases themselves
 */
export const amount = <T>(few: T, long: T): T => (process.env.TEST_LONG === 'true' ? long : few);
