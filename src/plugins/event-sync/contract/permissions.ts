export const permissions = { sync: 'plugin::event-sync.sync' } as const;
