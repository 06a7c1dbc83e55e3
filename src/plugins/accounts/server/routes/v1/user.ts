import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { language, nullableText, one, timestamp } from '../../../../../http/schemas';
import { defaultLanguage } from '../../../../../shared/server/languages';
import type { Preferences } from '../../domain/preferences';
import { accountsService } from '../../services';
import type { ProfileRow } from '../../services/profile';
import { preferencesChange, preferencesSchema, profileChange } from './user-bodies';

const tag = 'Members';

const profileSchema = z
  .strictObject({
    id: z.string(),
    username: z.string(),
    email: z.string().describe('Changed by PUT /user/email'),
    language,
    time_zone: nullableText.describe('null: the club’s'),
    avatar_name: nullableText,
    show_as_supporter: z.boolean(),
    created_at: timestamp,
  })
  .meta({ id: 'Profile' });

const toProfile = (row: ProfileRow): z.infer<typeof profileSchema> => ({
  id: row.documentId,
  username: row.username,
  email: row.email,
  language: row.language ?? defaultLanguage,
  time_zone: row.timeZone ?? null,
  avatar_name: row.avatarName ?? null,
  show_as_supporter: row.showAsSupporter ?? false,
  created_at: row.createdAt.toISOString(),
});

const toPreferences = (preferences: Preferences): z.infer<typeof preferencesSchema> => ({
  notify_event_reminders: preferences.notifyEventReminders,
  notify_new_posts: preferences.notifyNewPosts,
  notify_schedule_changes: preferences.notifyScheduleChanges,
  reminder_hours_before: preferences.reminderHoursBefore,
  digest: preferences.digest,
});

const rateLimit = { points: 60, seconds: 60 };

/** A member's profile and what they want to be told. */
export function userRoutes(strapi: Core.Strapi) {
  const service = () => accountsService(strapi);

  return [
    defineRoute({
      method: 'GET',
      path: '/user/profile',
      tag,
      summary: 'The member who asks',
      access: 'member',
      responses: { 200: one(profileSchema) },
      handle: async ({ member }) => {
        const row = await service().profiles.of(member.id);
        if (!row) throw new HttpError(401, 'Sign in first');
        return json(toProfile(row));
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/user/profile',
      tag,
      summary: 'Changes what is given of the profile; a user name that is taken is a 409',
      access: 'member',
      body: profileChange,
      failures: { 409: 'The user name is taken' },
      responses: { 200: one(profileSchema) },
      rateLimit,
      handle: async ({ body, member, now }) => {
        const { username, language: chosen, time_zone, avatar_name, show_as_supporter } = body;
        const names = { timeZone: time_zone, avatarName: avatar_name, showAsSupporter: show_as_supporter };
        const change = { username, language: chosen, ...names };
        const row = await service().profiles.change(member, change, now.getTime());
        if (!row)
          throw new HttpError(409, 'This user name is taken', { issues: { username: ['is already taken'] } });
        return json(toProfile(row));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/user/preferences',
      tag,
      summary: 'What the member wants to be told',
      access: 'member',
      responses: { 200: one(preferencesSchema) },
      handle: async ({ member }) => json(toPreferences(await service().preferences.of(member.documentId))),
    }),
    defineRoute({
      method: 'PUT',
      path: '/user/preferences',
      tag,
      summary: 'Changes what is given of the preferences',
      access: 'member',
      body: preferencesChange,
      responses: { 200: one(preferencesSchema) },
      rateLimit,
      handle: async ({ body, member }) => {
        const change = {
          notifyEventReminders: body.notify_event_reminders,
          notifyNewPosts: body.notify_new_posts,
          notifyScheduleChanges: body.notify_schedule_changes,
          reminderHoursBefore: body.reminder_hours_before?.toSorted((a, b) => a - b),
          digest: body.digest,
        };
        return json(toPreferences(await service().preferences.change(member, change)));
      },
    }),
  ];
}
