import { z } from 'zod';
import { language } from '../../../../http/schemas';

export const languageSchema = z
  .strictObject({ code: language, name: z.string(), native_name: z.string(), is_default: z.boolean() })
  .meta({ id: 'LanguageInfo' });

export const texts = z.record(z.string(), z.string()).describe("The frontend's texts by flat key");

export const about = z
  .strictObject({
    name: z.string().describe("The club's name"),
    version: z.string().describe('Of this API'),
    links: z.strictObject({
      documentation: z.string(),
      openapi: z.string(),
      health: z.string(),
      website: z.string().nullable(),
    }),
  })
  .meta({ id: 'About' });

const part = z.enum(['up', 'down', 'off']);
export const health = z.strictObject({ status: z.literal('ok') });
export const readiness = z
  .strictObject({
    status: z.enum(['ready', 'unavailable']),
    parts: z.strictObject({ database: part, migrations: part, queue: part, cache: part }),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readiness>;
