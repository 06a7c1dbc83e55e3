import { z } from 'zod';

const localization = z.object({ i18n: z.object({ localized: z.boolean() }) });

/** Whether a type, or an attribute of one, is translated; undefined if its schema does not say. */
export const isLocalized = ({ pluginOptions }: { pluginOptions?: unknown }): boolean | undefined =>
  localization.safeParse(pluginOptions).data?.i18n.localized;
