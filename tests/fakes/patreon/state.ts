import type { Recorded } from '../remote/http';
import type { Quota } from '../remote/quota';
import type { FakeMember, FakeTier } from './members';

export type PatreonAction =
  | 'member.get'
  | 'members.list'
  | 'campaign.get'
  | 'webhooks.list'
  | 'webhook.patch'
  | 'identity.get'
  | 'token'
  | 'authorize';
export type PatreonRequest = Recorded<PatreonAction>;

export interface FakeWebhook {
  id: string;
  uri: string;
  paused: boolean;
  failures: number;
}

/** Somebody at Patreon, whether a member or not. */
export interface FakeUser {
  id: string;
  full_name: string;
  email: string | null;
  is_email_verified: boolean;
}

export interface PatreonState {
  campaignId: string;
  members: Map<string, FakeMember>;
  tiers: FakeTier[];
  webhooks: FakeWebhook[];
  users: Map<string, FakeUser>;
  /** Whom the page that asks for permission has signed in; null: whoever is there refuses. */
  visitor: string | null;
  client: { id: string; secret: string; redirect: string };
  /** Whose an access token is: the creator's, or a user's who has linked their account. */
  access: Map<string, 'creator' | FakeUser>;
  refresh: Map<string, 'creator' | FakeUser>;
  codes: Map<string, { user: FakeUser; redirect: string }>;
  list: {
    /** Ends after so many members, whatever `total` says. */
    truncateAt: number | null;
    /** Gives ever new cursors for the first page. */
    repeats: boolean;
    /** Leaves `total` out. */
    withoutTotal: boolean;
  };
  /** Of the API, by token. */
  quota: Quota;
  /** How long a throttled client is told to wait; undefined: it is not told. */
  retryAfterSeconds: number | undefined;
}
