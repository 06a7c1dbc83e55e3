import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { validated } from '../../../../shared/server/validated';
import { staffLanguage } from '../../../content/server/services/staff-language';
import { accountTexts } from '../domain/texts';
import { neverDefault } from './member-roles';

const advanced = z.looseObject({
  allow_register: z.boolean().nullish(),
  default_role: z.string().nullish(),
});
const template = z.looseObject({
  options: z.looseObject({ from: z.looseObject({}), object: z.string(), message: z.string() }),
});
const templates = z.object({
  'email-templates': z.looseObject({ reset_password: template, email_confirmation: template }),
});
const providers = z.record(z.string(), z.looseObject({ enabled: z.boolean().nullish() }));

/** The defaults of users-permissions, except for registration. */
const first = {
  unique_email: true,
  allow_register: false,
  email_confirmation: false,
  email_reset_password: null,
  email_confirmation_redirection: null,
  default_role: 'authenticated',
};

type Action = (ctx: Context) => Promise<unknown>;

/**
 * Disables registration and OAuth providers in the stored settings, also of existing clubs. The operations are closed in
 * any case; this makes the panel show it.
 */
export async function closeSettings(strapi: Core.Strapi): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
  const present = advanced.safeParse(await store.get({ key: 'advanced' })).data;
  if (present?.allow_register !== false)
    await store.set({ key: 'advanced', value: { ...first, ...present, allow_register: false } });

  const grant = providers.safeParse(await store.get({ key: 'grant' })).data ?? {};
  const open = openProviders(grant);
  if (open.length === 0) return;
  const shut = Object.fromEntries(open.map((name) => [name, { ...grant[name], enabled: false }]));
  await store.set({ key: 'grant', value: { ...grant, ...shut } });
}

/** Refuses to enable them in the panel, and validates the settings that staff store. */
export function guardSettings(strapi: Core.Strapi): void {
  const settings: Record<string, Action> = strapi.plugin('users-permissions').controller('settings');
  const before = { ...settings };
  function refuse(key: Parameters<typeof accountTexts.translate>[1], values = {}): never {
    throw new errors.ValidationError(accountTexts.translate(staffLanguage(strapi), key, values));
  }
  settings.updateAdvancedSettings = async (ctx) => {
    const { allow_register, default_role } = validated(advanced, ctx.request.body);
    if (allow_register === true) refuse('panel.sign-ups');
    if (typeof default_role === 'string' && neverDefault.includes(default_role))
      refuse('panel.never-default');
    return before.updateAdvancedSettings?.(ctx);
  };
  // Strapi replaces all templates with what is sent.
  settings.updateEmailTemplate = async (ctx) => {
    validated(templates, ctx.request.body);
    return before.updateEmailTemplate?.(ctx);
  };
  settings.updateProviders = async (ctx) => {
    const [open] = openProviders(validated(z.object({ providers }), ctx.request.body).providers);
    if (open !== undefined) refuse('panel.provider', { provider: open });
    return before.updateProviders?.(ctx);
  };
}

const openProviders = (grant: z.infer<typeof providers>): string[] =>
  Object.entries(grant).flatMap(([name, { enabled }]) => (name !== 'email' && enabled ? [name] : []));
