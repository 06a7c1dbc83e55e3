/**
 * For how many days calendars go on telling of an event that has ended: so that it does not vanish from anybody's the morning
 * after, and so that what they say of it is kept right for as long.
 */
export const toldDays = 90;
