/**
 * How many of what chance decides: few in `npm test`, which is to be over soon, and many in `npm run test:long`.
 *
 * @param long what `npm run test:long` takes
 */
export const amount = (few: number, long: number): number => (process.env.TEST_LONG === 'true' ? long : few);
