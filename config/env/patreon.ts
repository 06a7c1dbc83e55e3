import { describeIssue } from './issue';
import type { Settings } from './schema';

/** Access to Patreon's API, in the creator's name; members link their accounts by the same client. */
export interface PatreonApi {
  clientId: string;
  clientSecret: string;
  accessToken: string;
  refreshToken: string;
}

export interface PatreonConnection {
  campaignId: string;
  url: string;
  /** null: only deliveries of the webhook tell of supporters. */
  api: PatreonApi | null;
  /** Of the webhook. */
  secrets: string[];
}

type Present = Readonly<Record<string, string>>;

const campaign = 'PATREON_CAMPAIGN_ID';
const ofApi = [
  'PATREON_CLIENT_ID',
  'PATREON_CLIENT_SECRET',
  'PATREON_ACCESS_TOKEN',
  'PATREON_REFRESH_TOKEN',
] as const;
const ofWebhook = 'PATREON_WEBHOOK_SECRET';

/** What is missing: the API needs all of its settings, the webhook its secret, and both the campaign. */
export function patreonIssues(present: Present): string[] {
  const given = [...ofApi, ofWebhook].find((name) => name in present);
  if (given === undefined)
    return campaign in present
      ? [describeIssue(ofWebhook, undefined, `is missing, and ${campaign} is of no use without it`)]
      : [];
  const api = ofApi.find((name) => name in present);
  const needed = [campaign, ...(api === undefined ? [] : ofApi)] as const;
  return needed
    .filter((name) => !(name in present))
    .map((name) => describeIssue(name, undefined, `is missing, and ${api ?? given} is of no use without it`));
}

export function patreonOf(settings: Settings): PatreonConnection | null {
  const {
    PATREON_CAMPAIGN_ID: campaignId,
    PATREON_CLIENT_ID: clientId,
    PATREON_CLIENT_SECRET: clientSecret,
    PATREON_ACCESS_TOKEN: accessToken,
    PATREON_REFRESH_TOKEN: refreshToken,
    PATREON_WEBHOOK_SECRET: secrets = '',
    PATREON_URL: url,
  } = settings;
  if (campaignId === undefined) return null;
  const hasApi =
    clientId !== undefined &&
    clientSecret !== undefined &&
    accessToken !== undefined &&
    refreshToken !== undefined;
  return {
    campaignId,
    url,
    api: hasApi ? { clientId, clientSecret, accessToken, refreshToken } : null,
    secrets: secrets
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  };
}
