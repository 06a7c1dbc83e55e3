// The API itself: members and their pages, tiers, webhooks, and who somebody is.
import { randomBytes } from 'node:crypto';
import { fieldsOf, type Answer } from '../remote/http';
import { refuse } from './errors';
import { memberResource, tierResource, userResource, type FakeMember } from './members';
import type { FakeUser, FakeWebhook, PatreonRequest, PatreonState } from './state';

function bearer({ headers }: PatreonRequest, fake: PatreonState): 'creator' | FakeUser {
  const owner = fake.access.get((headers.authorization ?? '').replace(/^Bearer /, ''));
  return owner ?? refuse('unauthorized');
}

/** The campaign is the creator's; nobody else's token reads it. */
function requireCreator(request: PatreonRequest, fake: PatreonState): void {
  if (bearer(request, fake) !== 'creator') refuse('forbidden');
  const { campaignId } = request.params;
  if (campaignId !== undefined && campaignId !== fake.campaignId) refuse('notFound');
}

const fieldsIn = ({ query }: PatreonRequest, type: string): string[] =>
  (query.get(`fields[${type}]`) ?? '').split(',').filter(Boolean);

function includedOf(members: readonly FakeMember[], request: PatreonRequest, fake: PatreonState): unknown[] {
  const include = (request.query.get('include') ?? '').split(',');
  const tiers = fake.tiers.filter(({ id }) => members.some((member) => member.tiers.includes(id)));
  return [
    ...(include.includes('user') ? members.map(userResource) : []),
    ...(include.includes('currently_entitled_tiers') ? tiers.map(tierResource) : []),
  ];
}

export function getMember(request: PatreonRequest, fake: PatreonState): Answer {
  requireCreator(request, fake);
  const member = fake.members.get(request.params['memberId'] ?? '');
  if (!member) return refuse('notFound');
  return {
    status: 200,
    body: {
      data: memberResource(member, fake.campaignId, fieldsIn(request, 'member')),
      included: includedOf([member], request, fake),
    },
  };
}

const cursorOf = (offset: number): string =>
  Buffer.from(`${offset} ${randomBytes(4).toString('hex')}`).toString('base64url');
const offsetOf = (cursor: string): number =>
  Number(Buffer.from(cursor, 'base64url').toString('utf8').split(' ')[0]);

export function listMembers(request: PatreonRequest, fake: PatreonState): Answer {
  requireCreator(request, fake);
  const cursor = request.query.get('page[cursor]');
  const count = Math.min(Number(request.query.get('page[count]') ?? 1000), 1000);
  const from = cursor === null || fake.list.repeats ? 0 : offsetOf(cursor);
  const all = [...fake.members.values()];
  const listed = all.slice(0, fake.list.truncateAt ?? all.length);
  const page = listed.slice(from, from + count);
  const isLast = from + count >= listed.length && !fake.list.repeats;
  return {
    status: 200,
    body: {
      data: page.map((member) => memberResource(member, fake.campaignId, fieldsIn(request, 'member'))),
      included: includedOf(page, request, fake),
      meta: {
        pagination: {
          ...(!fake.list.withoutTotal && { total: all.length }),
          cursors: { next: isLast ? null : cursorOf(from + count) },
        },
      },
    },
  };
}

export function getCampaign(request: PatreonRequest, fake: PatreonState): Answer {
  requireCreator(request, fake);
  return {
    status: 200,
    body: {
      data: { type: 'campaign', id: fake.campaignId, attributes: {} },
      included: fake.tiers.map(tierResource),
    },
  };
}

const webhookResource = ({ id, uri, paused, failures }: FakeWebhook) => ({
  type: 'webhook',
  id,
  attributes: { uri, paused, num_consecutive_times_failed: failures },
});

export function listWebhooks(request: PatreonRequest, fake: PatreonState): Answer {
  requireCreator(request, fake);
  return { status: 200, body: { data: fake.webhooks.map(webhookResource) } };
}

export function patchWebhook(request: PatreonRequest, fake: PatreonState): Answer {
  requireCreator(request, fake);
  const webhook = fake.webhooks.find(({ id }) => id === request.params['webhookId']);
  if (!webhook) return refuse('notFound');
  const { attributes } = fieldsOf(fieldsOf(request.body)['data']);
  if (fieldsOf(attributes)['paused'] === false) Object.assign(webhook, { paused: false, failures: 0 });
  return { status: 200, body: { data: webhookResource(webhook) } };
}

export function getIdentity(request: PatreonRequest, fake: PatreonState): Answer {
  const owner = bearer(request, fake);
  if (owner === 'creator') return refuse('forbidden');
  const members = [...fake.members.values()].filter(({ userId }) => userId === owner.id);
  const { id, ...attributes } = owner;
  return {
    status: 200,
    body: {
      data: {
        type: 'user',
        id,
        attributes: Object.fromEntries(
          Object.entries(attributes).filter(([name]) => fieldsIn(request, 'user').includes(name)),
        ),
        relationships: {
          memberships: { data: members.map((member) => ({ type: 'member', id: member.id })) },
        },
      },
      included: members.map((member) => memberResource(member, fake.campaignId, fieldsIn(request, 'member'))),
    },
  };
}
