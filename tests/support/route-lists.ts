/** Who may call a route of Strapi's own. `refresh token`: who has the cookie of a session. */
export type Caller = 'public' | 'closed' | 'member' | 'refresh token' | 'staff of the panel';

/** The types that the public reads in Strapi's REST. */
const types = '(artists|categories|events|locations|patreon-tiers|posts|staff-members|ui-texts)';

/**
 * Every route of the server but those of `/api/v1`, which declare it themselves. The first that matches counts; a route that none
 * matches fails `route-access`, and belongs here once somebody has thought about who may call it.
 */
export const routeLists: readonly (readonly [pattern: RegExp, caller: Caller])[] = [
  [new RegExp(`^GET /api/${types}(/:id)?$`), 'public'],
  [new RegExp(`^(POST|PUT|DELETE) /api/${types}(/:id)?$`), 'closed'],
  // What is behind a tier is read at /api/v1.
  [/^\w+ \/api\/exclusives(\/:id)?$/, 'closed'],
  [/^GET \/api\/i18n\/locales$/, 'closed'],
  [/^POST \/api\/auth\/local$/, 'public'],
  [/^POST \/api\/auth\/refresh$/, 'refresh token'],
  [/^POST \/api\/auth\/logout$/, 'member'],
  [/^(POST|GET) \/api\/auth\/(local\/register|:provider\/callback|forgot-password)$/, 'closed'],
  [/^(POST|GET) \/api\/auth\/(reset-password|email-confirmation|send-email-confirmation)$/, 'closed'],
  [/^GET \/api\/connect\/\(\.\*\)$/, 'closed'],
  [/^POST \/api\/auth\/change-password$/, 'member'],
  [/^(GET|DELETE) \/api\/auth\/sessions(\/:sessionId)?$/, 'member'],
  [/^GET \/api\/users\/me$/, 'member'],
  [/^(GET|POST|PUT|DELETE) \/api\/users(\/count|\/:id)?$/, 'closed'],
  [/^\w+ \/api\/users-permissions\//, 'closed'],
  [/^GET \/api\/content-type-builder\//, 'closed'],
  [/^(POST|GET|DELETE) \/api\/(email|upload)(\/files(\/page|\/:id)?)?$/, 'closed'],
  [/^[A-Z-]+ \/(_health|graphql)$/, 'public'],
  [/^GET \/(\(\(\?!uploads\/\)\.\+\)|uploads\/\(\.\*\))?$/, 'public'],
  [/^(GET|POST) \/admin\/(init|project-type|login|register|register-admin|registration-info)$/, 'public'],
  [/^POST \/admin\/(forgot-password|reset-password)$/, 'public'],
  [/^POST \/admin\/access-token$/, 'refresh token'],
  // A script that Strapi serves to the pages it previews.
  [/^GET \/content-manager\/preview\/script$/, 'public'],
  [/^\w+ \/admin\//, 'staff of the panel'],
  [
    /^\w+ \/(admin-desk|content|content-manager|content-type-builder|email|event-sync)(\/|$)/,
    'staff of the panel',
  ],
  [/^\w+ \/(i18n|integrations|jobs|public-api|upload|users-permissions)(\/|$)/, 'staff of the panel'],
];
