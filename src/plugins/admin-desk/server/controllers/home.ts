import type { Core } from '@strapi/strapi';
import { adminAction } from '../../../../shared/server/admin-api';
import type { AlertsAnswer, DraftsAnswer, TranslationsAnswer, UpcomingAnswer } from '../../contract/home';
import type { AdminDeskConfig } from '../config';
import { adminDeskService } from '../services';
import { staffOf } from '../services/access';

/** What the home page shows; every answer holds what whoever asks may see. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => adminDeskService(strapi);

  return {
    upcoming: adminAction(async ({ state }): Promise<UpcomingAnswer> => ({
      data: await desk().upcoming(staffOf(strapi, state), new Date()),
    })),
    alerts: adminAction(async ({ state }): Promise<AlertsAnswer> => ({
      data: (await desk().alerts(staffOf(strapi, state))).alerts,
      areMailed: strapi.config.get<AdminDeskConfig>('plugin::admin-desk').mail,
    })),
    translations: adminAction(async ({ state }): Promise<TranslationsAnswer> => ({
      data: await desk().translations(staffOf(strapi, state)),
    })),
    drafts: adminAction(async ({ state }): Promise<DraftsAnswer> => ({
      data: await desk().drafts(staffOf(strapi, state)),
    })),
  };
};
