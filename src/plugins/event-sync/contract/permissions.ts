/** What an administrator may be granted. */
export const permissions = { sync: 'plugin::event-sync.sync' } as const;
