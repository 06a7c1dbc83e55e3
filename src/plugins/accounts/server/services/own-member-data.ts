import { isoTime } from '../../../../shared/server/iso-time';
import type { JobsConfig } from '../../../jobs/server/config';
import type { MemberData, MemberNames } from './member-data';

const named = ({ documentId }: MemberNames) => ({ member: documentId });

const parsed = (json: unknown): unknown => JSON.parse(String(json));

/** The tables of this plugin and those beneath it, which cannot declare theirs themselves. */
export const ownMemberData = ({
  keepDoneDays,
  keepFailedDays,
}: Pick<JobsConfig, 'keepDoneDays' | 'keepFailedDays'>): MemberData[] => [
  {
    uid: 'plugin::accounts.preference',
    attribute: 'member',
    name: 'preferences',
    where: named,
    toExport: (row) => ({
      notify_event_reminders: row['notifyEventReminders'],
      notify_new_posts: row['notifyNewPosts'],
      notify_schedule_changes: row['notifyScheduleChanges'],
      digest: row['digest'],
    }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.reminder',
    attribute: 'member',
    name: 'reminders',
    where: named,
    toExport: (row) => ({ hours_before: row['hoursBefore'] }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.favorite',
    attribute: 'member',
    name: 'favorites',
    where: named,
    toExport: (row) => ({ kind: row['kind'], id: row['target'], created_at: row['createdAt'] }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.option',
    attribute: 'member',
    name: 'options',
    where: named,
    toExport: (row) => ({ document: parsed(row['document']), updated_at: row['updatedAt'] }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.activity',
    attribute: 'member',
    name: 'activities',
    where: named,
    toExport: ({ at, action, uid, target, language, title, fields }) => ({
      ...{ at: isoTime(at), action, type: uid, id: target },
      ...{ language: language ?? null, title: title ?? null, fields: fields ?? [] },
    }),
    erase: {
      anonymize: { member: null },
      reason: 'The club keeps what was changed in its content for a year, without who changed it',
    },
  },
  {
    uid: 'plugin::accounts.token',
    attribute: 'subject',
    name: 'tokens',
    where: ({ documentId }) => ({ subject: documentId }),
    // Not its hash.
    toExport: (row) => ({
      purpose: row['purpose'],
      email: row['email'],
      expires_at: isoTime(row['expiresAt']),
    }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.registration',
    attribute: 'email',
    name: 'registrations',
    where: ({ email }) => ({ email: email ?? '' }),
    // Not its hash of a password. Somebody else may have registered with the address, so not the name either.
    toExport: (row) => ({ email: row['email'], expires_at: isoTime(row['expiresAt']) }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.activity',
    attribute: 'target',
    name: 'changes_of_account',
    where: ({ documentId }) => ({ uid: 'plugin::users-permissions.user', target: documentId }),
    toExport: ({ at, action, fields }) => ({ at: isoTime(at), action, fields: fields ?? [] }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.identity',
    attribute: 'member',
    name: 'identities',
    where: named,
    toExport: ({ provider, subject, email, createdAt, usedAt }) => ({
      ...{ provider, subject, email: email ?? null },
      ...{ linked_at: createdAt, last_used_at: isoTime(usedAt) },
    }),
    erase: 'delete',
  },
  {
    uid: 'plugin::accounts.oauth-flow',
    attribute: 'member',
    name: 'oauth_flows',
    where: named,
    // What a link to a provider that has begun is checked against: secrets.
    toExport: ({ stage, expiresAt }) => ({ stage, expires_at: isoTime(expiresAt) }),
    erase: 'delete',
  },
  {
    uid: 'admin::session',
    attribute: 'userId',
    name: 'sessions',
    where: ({ id }) => ({ origin: 'users-permissions', userId: String(id) }),
    toExport: (row) => ({
      status: row['status'],
      device: row['metadata'],
      created_at: row['createdAt'],
      expires_at: row['expiresAt'],
    }),
    erase: 'delete',
  },
  {
    uid: 'plugin::jobs.job',
    attribute: 'payload',
    name: 'account_mails',
    where: ({ documentId, email }) => ({
      name: 'accounts.mail',
      // One that runs finds no account any more.
      state: { $ne: 'running' },
      $or: [documentId, ...(email === null ? [] : [email])].map((name) => ({
        payload: { $contains: JSON.stringify(name) },
      })),
    }),
    toExport: (row) => ({
      request: parsed(row['payload']),
      finished_at: isoTime(row['finishedAt']),
    }),
    erase: 'delete',
  },
  {
    uid: 'plugin::jobs.job',
    attribute: 'owner',
    name: 'tasks',
    // The task that erases the member must be able to say how far it is.
    where: ({ documentId }) => ({ owner: documentId, name: { $ne: 'accounts.erase' } }),
    toExport: (row) => ({ name: row['name'], status: row['state'], created_at: isoTime(row['enqueuedAt']) }),
    erase: {
      anonymize: { owner: null },
      reason: `The club keeps what its server has done for ${keepDoneDays} days, and what failed for ${keepFailedDays}, to find faults. Your name is removed from it; only the task that erases your account is kept under your account's id for that long.`,
    },
  },
];
