import type { Core } from '@strapi/strapi';
import { ensureLanguages } from './languages';

export default {
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await ensureLanguages({ strapi });
  },
};
