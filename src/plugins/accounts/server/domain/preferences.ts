export const digests = ['none', 'daily', 'weekly'] as const;

/** What a member wants to be told. */
export interface Preferences {
  notifyEventReminders: boolean;
  notifyNewPosts: boolean;
  notifyScheduleChanges: boolean;
  /** Hours before an event, the fewest first. */
  reminderHoursBefore: number[];
  digest: (typeof digests)[number];
}

export const reminderHours = { least: 1, most: 168, entries: 10 };

/** Of a member who has not chosen: what concerns their own favourites, and nothing of a newsletter. */
export const defaultPreferences: Preferences = {
  notifyEventReminders: true,
  notifyNewPosts: false,
  notifyScheduleChanges: true,
  reminderHoursBefore: [24],
  digest: 'none',
};
