/** How often somebody may mistype their password before they have to wait. */
const free = 5;
const longestSeconds = 300;

/** For how many seconds somebody has to wait after so many wrong passwords in a row: twice as long each time. */
export const waitAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(longestSeconds, 2 ** Math.min(failures - free, 16));
