/** What each of the club's own plugins must have brought along once the club is loaded. */
export interface Expected {
  services: string[];
  /** Its own content types, without `plugin::<name>.`. */
  types: string[];
  /** At least so many. */
  routes: number;
}

export const expectedPlugins: Record<string, Expected> = {
  integrations: { services: ['integrations'], types: ['log-entry', 'state'], routes: 6 },
  accounts: {
    services: ['accounts'],
    types: [
      'activity',
      'favorite',
      'identity',
      'oauth-flow',
      'option',
      'preference',
      'registration',
      'reminder',
      'token',
    ],
    routes: 0,
  },
  jobs: { services: ['jobs'], types: ['job', 'queue', 'schedule'], routes: 9 },
  content: {
    services: [
      'collations',
      'english',
      'export',
      'import',
      'inUse',
      'lineUpOrder',
      'listColumns',
      'pendingUploads',
      'privateFiles',
      'publication',
      'relinking',
      'revisions',
      'rules',
      'search',
      'sharedCopies',
      'slugChoice',
      'slugs',
    ],
    types: ['former-slug', 'revision', 'search-entry', 'slug-owner'],
    routes: 2,
  },
  'event-sync': { services: ['event-sync'], types: ['link'], routes: 2 },
  'admin-desk': { services: ['admin-desk'], types: ['alert-mail', 'text-change', 'open-alert'], routes: 10 },
  'content-api': { services: ['grants'], types: [], routes: 0 },
  patreon: {
    services: ['files', 'gate', 'offers', 'patreon', 'tier-access', 'wall'],
    types: ['delivery', 'level-change', 'supporter', 'sync-run', 'token'],
    routes: 1,
  },
  'public-api': { services: ['previews', 'reads', 'v1'], types: [], routes: 4 },
};
