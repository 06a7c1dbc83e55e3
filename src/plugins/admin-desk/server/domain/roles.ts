import { permissions as attention } from '../../contract/permissions';
import { permissions as integrations } from '../../../integrations/contract/permissions';
import { manageAction as manageJobs, readAction as readJobs } from '../../../jobs/contract/permissions';
import { permissions as eventSync } from '../../../event-sync/contract/permissions';
import { defaultLanguage, languages } from '../../../../shared/server/languages';
import type { ContentAction, RoleDeclaration } from './role-grants';

const everything: readonly ContentAction[] = ['create', 'read', 'update', 'delete', 'publish'];
const bookings = ['api::event.event', 'api::artist.artist', 'api::location.location'];
const translations = languages.filter((language) => language !== defaultLanguage);

/** To use the media library as Strapi's own Editor does, whose permissions for it Strapi makes. */
const mediaLibrary = [
  'plugin::upload.read',
  'plugin::upload.configure-view',
  'plugin::upload.assets.create',
  'plugin::upload.assets.update',
  'plugin::upload.assets.download',
  'plugin::upload.assets.copy-link',
];

/**
 * The roles of the panel. A plugin's own permissions are given to roles here: they reach clubs that are there already at
 * their next start, in roles that staff have taken nothing from.
 */
export const roles: readonly RoleDeclaration[] = [
  // Strapi's own two have their purpose in its words: editors "can manage and publish contents including those of other
  // users", authors "can manage the content they have created".
  {
    code: 'strapi-editor',
    made: null,
    content: [{ types: 'all', actions: everything }],
    // Sync an event now, and the page of integrations, which explains failures.
    plugins: [eventSync.sync, integrations.read, attention.readAlerts],
  },
  {
    code: 'strapi-author',
    made: null,
    content: [
      {
        types: 'all',
        actions: ['create', 'read', 'update', 'delete'],
        conditions: ['admin::is-creator'],
      },
    ],
    plugins: [],
  },
  {
    code: 'club-translator',
    made: {
      name: 'Translator',
      description:
        'Reads all content and translates it into Italian, French and Spanish. Editors publish it; English and what all languages share stay as they are.',
    },
    content: [
      { types: 'all', actions: ['read'] },
      // Strapi takes the first save of a language for creating it.
      { types: 'all', actions: ['create', 'update'], fields: 'translated', languages: translations },
    ],
    plugins: [],
  },
  {
    code: 'club-booker',
    made: {
      name: 'Booker',
      description: 'Books events, artists and locations: writes, publishes and deletes them, with pictures.',
    },
    content: [{ types: bookings, actions: everything }],
    plugins: [...mediaLibrary, eventSync.sync, attention.readAlerts],
  },
  {
    code: 'club-host',
    made: {
      name: 'Host',
      description: 'Looks after guests in the virtual world: sees events, artists and locations.',
    },
    content: [{ types: bookings, actions: ['read'] }],
    plugins: [],
  },
  {
    code: 'club-manager',
    made: {
      name: 'Manager',
      description:
        'Runs the club: all content as an Editor, members, the connections to other systems, and background jobs.',
    },
    content: [
      { types: 'all', actions: everything },
      { types: ['plugin::users-permissions.user'], actions: ['create', 'read', 'update', 'delete'] },
    ],
    plugins: [
      ...mediaLibrary,
      eventSync.sync,
      integrations.read,
      integrations.manage,
      readJobs,
      manageJobs,
      attention.readAlerts,
      attention.readSetup,
    ],
  },
];
