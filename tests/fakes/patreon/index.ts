// A stand-in for Patreon's API v2, as far as a club needs it, over real HTTP: members and their pages, tiers, webhooks, OAuth.
// https://docs.patreon.com/ says what each does. Documented: 1,000 members a page, cursors and `total`, attributes only on request,
// tokens that are used once, a User-Agent that must be there, 100 calls a minute of a token, webhooks that only their client sees.
// Ours: cursors are offsets in base64, a page without a size has 1,000, and codes of OAuth are good for one use in a minute.
import { createHmac } from 'node:crypto';
import type { Fault } from '../remote/faults';
import type { Answer } from '../remote/http';
import { createQuota } from '../remote/quota';
import { createClock, startRemote, type Remote } from '../remote/remote';
import { getCampaign, getIdentity, getMember, listMembers, listWebhooks, patchWebhook } from './api';
import { patreonError, refuse, type PatreonErrorName } from './errors';
import { deliveryBody, type FakeMember } from './members';
import { authorize, giveTokens, secretText } from './oauth';
import type { PatreonAction, PatreonRequest, PatreonState } from './state';

export { patron, type FakeMember } from './members';

const api = '/api/oauth2/v2';
const operations = [
  {
    action: 'member.get',
    method: 'GET',
    path: new RegExp(`^${api}/members/(?<memberId>[^/]+)$`),
    answer: getMember,
  },
  {
    action: 'members.list',
    method: 'GET',
    path: new RegExp(`^${api}/campaigns/(?<campaignId>\\d+)/members$`),
    answer: listMembers,
  },
  {
    action: 'campaign.get',
    method: 'GET',
    path: new RegExp(`^${api}/campaigns/(?<campaignId>\\d+)$`),
    answer: getCampaign,
  },
  { action: 'webhooks.list', method: 'GET', path: new RegExp(`^${api}/webhooks$`), answer: listWebhooks },
  {
    action: 'webhook.patch',
    method: 'PATCH',
    path: new RegExp(`^${api}/webhooks/(?<webhookId>\\d+)$`),
    answer: patchWebhook,
  },
  { action: 'identity.get', method: 'GET', path: new RegExp(`^${api}/identity$`), answer: getIdentity },
  { action: 'token', method: 'POST', path: /^\/api\/oauth2\/token$/, answer: giveTokens },
  { action: 'authorize', method: 'GET', path: /^\/oauth2\/authorize$/, answer: authorize },
] as const;

export interface FakePatreon extends Remote<PatreonAction, PatreonErrorName>, PatreonState {
  webhookSecret: string;
  /** The environment of a club that talks to this fake. */
  settings: Record<string, string>;
  add(...members: FakeMember[]): void;
  /** What the webhook sends of a member: headers and body. */
  delivery(member: FakeMember, event?: string): { headers: Record<string, string>; body: string };
  sign(body: string): string;
}

const transient: readonly Fault<PatreonErrorName>[] = [
  { kind: 'error', name: 'internal' },
  { kind: 'error', name: 'unavailable' },
  { kind: 'error', name: 'throttled' },
  { kind: 'page', status: 502 },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
];

/** Starts the fake with an empty campaign of three tiers. */
export async function startPatreon(): Promise<FakePatreon> {
  const [accessToken, refreshToken, webhookSecret] = [secretText(), secretText(), secretText()];
  const state: PatreonState = {
    campaignId: '11539233',
    members: new Map(),
    tiers: [
      { id: '9000001', title: 'Free', amount_cents: 0 },
      { id: '9000002', title: 'Dreamer', amount_cents: 500 },
      { id: '9000003', title: 'Stargazer', amount_cents: 1500 },
    ],
    webhooks: [],
    users: new Map(),
    visitor: null,
    client: { id: 'the-club', secret: secretText(), redirect: '' },
    access: new Map([[accessToken, 'creator']]),
    refresh: new Map([[refreshToken, 'creator']]),
    codes: new Map(),
    list: { truncateAt: null, repeats: false, withoutTotal: false },
    quota: createQuota(),
    retryAfterSeconds: 1,
  };
  const remote = await startRemote<PatreonAction, PatreonErrorName>(createClock(), {
    routes: operations,
    transient,
    covers: ({ action }) => action !== 'token' && action !== 'authorize',
    error: (name) => patreonError(name, fake.retryAfterSeconds),
    answer: (request) => answerPatreon(request, fake),
  });
  const sign = (body: string): string => createHmac('md5', webhookSecret).update(body).digest('hex');
  const fake: FakePatreon = Object.assign(remote, state, {
    webhookSecret,
    settings: {
      PATREON_CAMPAIGN_ID: state.campaignId,
      PATREON_CLIENT_ID: state.client.id,
      PATREON_CLIENT_SECRET: state.client.secret,
      PATREON_ACCESS_TOKEN: accessToken,
      PATREON_REFRESH_TOKEN: refreshToken,
      PATREON_WEBHOOK_SECRET: webhookSecret,
      PATREON_URL: remote.url,
    },
    sign,
    add: (...members: FakeMember[]) => members.forEach((member) => fake.members.set(member.id, member)),
    delivery(member: FakeMember, event = 'members:update') {
      const body = JSON.stringify(deliveryBody(member, fake.campaignId, fake.tiers));
      return {
        headers: {
          'content-type': 'application/json',
          'x-patreon-event': event,
          'x-patreon-signature': sign(body),
        },
        body,
      };
    },
  });
  return fake;
}

function answerPatreon(request: PatreonRequest, fake: FakePatreon): Answer {
  const operation = operations.find(({ action }) => action === request.action);
  if (!operation) return refuse('notFound');
  if (!request.headers['user-agent']) return refuse('forbidden');
  if (request.action === 'token' || request.action === 'authorize') return operation.answer(request, fake);
  if (!fake.quota.take()) return patreonError('throttled', fake.retryAfterSeconds);
  return operation.answer(request, fake);
}
