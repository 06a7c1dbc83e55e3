import { z } from 'zod';
import { language } from '../../../../../http/schemas';
import type { Format } from '../../../../content/server/domain/rules/formats';
import { issueOf } from '../../../../content/server/domain/rules/issues';
import { digests, reminderHours } from '../../domain/preferences';
import { longestAvatarName, memberFormats } from '../../services/member-fields';
import { chosenUsername } from './auth-bodies';

const yesOrNo = z.boolean('must be true or false');

/** A text that a rule of the content plugin judges; null, and a blank text, for none. */
const textOf = (format: Format) =>
  z
    .string('must be a text or null')
    .trim()
    .superRefine((text, context) => {
      const rule = text === '' ? undefined : format(text);
      if (rule) context.addIssue({ code: 'custom', message: issueOf([], rule).message });
    })
    .transform((text) => text || null)
    .nullable();

const onlyGiven = 'What is left out stays as it is';

export const profileChange = z
  .strictObject({
    username: chosenUsername.optional(),
    language: language.describe('Of the mails to the member').optional(),
    time_zone: textOf(memberFormats.timeZone)
      .describe('Of the times in mails: an IANA name. null: the club’s')
      .optional(),
    avatar_name: textOf(memberFormats.avatarName)
      .describe(`In Second Life, at most ${longestAvatarName} characters. null: none`)
      .optional(),
    show_as_supporter: yesOrNo.describe('Whether the website may name the member as a supporter').optional(),
  })
  .describe(onlyGiven);

const { least, most, entries } = reminderHours;
const range = `must be a whole number from ${least} to ${most}`;

const preferenceFields = {
  notify_event_reminders: yesOrNo.describe(
    'Reminders of events at favourite locations or of favourite artists',
  ),
  notify_new_posts: yesOrNo,
  notify_schedule_changes: yesOrNo.describe('When such an event is cancelled, postponed or moved'),
  reminder_hours_before: z
    .array(z.int(range).min(least, range).max(most, range), 'must be a list of whole numbers')
    .max(entries, `must have at most ${entries} entries`)
    .refine((hours) => new Set(hours).size === hours.length, 'must not have the same entry twice')
    .describe('The fewest first'),
  digest: z.enum(digests, `must be one of ${digests.join(', ')}`),
};
export const preferencesSchema = z.strictObject(preferenceFields).meta({ id: 'Preferences' });
export const preferencesChange = z.strictObject(preferenceFields).partial().describe(onlyGiven);
