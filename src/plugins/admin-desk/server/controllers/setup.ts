import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { adminAction } from '../../../../shared/server/admin-api';
import type { DismissAnswer, SetupAnswer, TryAnswer } from '../../contract/setup';
import { adminDeskService } from '../services';
import { staffOf } from '../services/access';
import { languageOf } from '../services/alert-mail/recipients';

const signedIn = z.object({ email: z.string(), preferedLanguage: z.string().nullish() });

/** What is set up; the routes say who may. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const setup = () => adminDeskService(strapi).setup;

  return {
    find: adminAction(async ({ state }): Promise<SetupAnswer> => ({
      data: await setup().read(staffOf(strapi, state)),
    })),

    try: adminAction(async ({ params: { name = '' }, state }): Promise<TryAnswer> => {
      const { email, preferedLanguage } = signedIn.parse(state.user);
      const language = languageOf(preferedLanguage ?? null);
      return { data: await setup().try(name, { staff: staffOf(strapi, state), email, language }) };
    }),

    dismiss: adminAction(async (): Promise<DismissAnswer> => {
      await setup().dismiss();
      return { data: { isDismissed: true } };
    }),
  };
};
