import type { Core } from '@strapi/strapi';
import { createFileAccess } from './file-access';
import { createFileCandidates } from './file-candidates';
import { createFileContent } from './file-content';
import { createFileLinks } from './file-links';
import { createFilePlaces } from './file-places';
import { createFileUses } from './file-uses';

/** Files behind the gate: where they are kept, who may have them, and the links to them. */
export default function files({ strapi }: { strapi: Core.Strapi }) {
  return {
    uses: createFileUses(strapi),
    candidates: createFileCandidates(strapi),
    places: createFilePlaces(strapi),
    links: createFileLinks(strapi),
    access: createFileAccess(strapi),
    content: createFileContent(strapi),
  };
}

/** The service with its types, which Strapi's own getter lacks. */
export const patreonFiles = (strapi: Core.Strapi): ReturnType<typeof files> =>
  strapi.plugin('patreon').service('files');
