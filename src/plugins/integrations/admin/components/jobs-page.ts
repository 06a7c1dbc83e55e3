import { pluginId as jobs } from '../../../jobs/admin/plugin-id';

/** Addresses of the page *Background jobs*. */
export const jobsPage = {
  named: (name: string): string => `/plugins/${jobs}?${new URLSearchParams({ name }).toString()}`,
  job: (id: string): string => `/plugins/${jobs}/${encodeURIComponent(id)}`,
};
