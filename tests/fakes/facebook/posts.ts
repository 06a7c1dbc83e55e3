// What may be done with a page's posts: https://developers.facebook.com/docs/graph-api/reference/page/feed (publish,
// read, at most 100 a page), https://developers.facebook.com/docs/pages-api/posts ("an app can only update a Page post
// if the post was made using that app"), https://developers.facebook.com/docs/graph-api/results (paging by cursors).
// Identical content one after the other is refused: code 506, whose text says "identical to the last one".
// Ours: that content is message and link, that any app of the page may delete, the cursors, and which fields there are.
// Not here, and refused: pictures, scheduling, unpublished posts.
import type { Answer, Recorded } from '../remote/http';
import type { Clock } from '../remote/remote';
import { parametersOf, type PageToken } from './door';
import { refuse } from './errors';

export interface Post {
  id: string;
  message: string;
  link?: string;
  /** The app that made it; null for a post that a person made. */
  appId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface Page {
  id: string;
  name: string;
  /** By id, the oldest first. Delete here what somebody deletes on Facebook itself. */
  posts: Map<string, Post>;
}

export interface PageRequest {
  request: Recorded<string>;
  page: Page;
  token: PageToken;
  clock: Clock;
  /** Scheme, host and port of the fake. */
  url: string;
  /** Links that Facebook fails to read. */
  unreadableLinks: Set<string>;
}

const defaultLimit = 25;
const largestLimit = 100;
const notHere = [
  'published',
  'scheduled_publish_time',
  'attached_media',
  'object_attachment',
  'place',
  'targeting',
];

let made = 0;

export const nextPostId = (page: Page): string => `${page.id}_${122_100_000_000_000 + ++made}`;

export function createPost({ request, page, token, clock, unreadableLinks }: PageRequest): Answer {
  needs(token, 'pages_manage_posts');
  const { message = '', link, ...rest } = parametersOf(request);
  if (notHere.some((name) => name in rest)) refuse('invalidParameter');
  if (message === '' && !link) refuse('missingContent');
  if (link !== undefined && !/^https?:\/\/\S+$/.test(link)) refuse('invalidParameter');
  if (link !== undefined && unreadableLinks.has(link)) refuse('linkNotRead');
  const last = [...page.posts.values()].at(-1);
  if (last?.message === message && last.link === link) refuse('duplicate');
  const now = clock.now();
  const id = nextPostId(page);
  page.posts.set(id, { id, message, link, appId: token.appId, createdAt: now, updatedAt: now });
  return { status: 200, body: { id } };
}

export function updatePost(context: PageRequest): Answer {
  needs(context.token, 'pages_manage_posts');
  const post = existing(context);
  if (post.appId !== context.token.appId) refuse('foreignPost');
  const { message, link } = parametersOf(context.request);
  if (message === undefined || message === '' || link !== undefined) refuse('invalidParameter');
  context.page.posts.set(post.id, { ...post, message, updatedAt: context.clock.now() });
  return { status: 200, body: { success: true } };
}

export function deletePost(context: PageRequest): Answer {
  needs(context.token, 'pages_manage_posts');
  context.page.posts.delete(existing(context).id);
  return { status: 200, body: { success: true } };
}

export function getPost(context: PageRequest): Answer {
  needs(context.token, 'pages_read_engagement');
  return { status: 200, body: selected(existing(context), context) };
}

export function getPage({ request, page }: PageRequest): Answer {
  const wanted = parametersOf(request).fields?.split(',') ?? ['name', 'id'];
  if (!wanted.every((field) => field === 'id' || field === 'name')) refuse('invalidParameter');
  return { status: 200, body: { ...(wanted.includes('name') && { name: page.name }), id: page.id } };
}

/** The newest first, in pages, with a link to the next where there is one. */
export function listFeed(context: PageRequest): Answer {
  const { request, page, token, url } = context;
  needs(token, 'pages_read_engagement');
  const { after, since, until, limit = String(defaultLimit), ...rest } = parametersOf(request);
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > largestLimit) refuse('invalidParameter');
  const all = [...page.posts.values()].reverse().filter(({ createdAt }) => isWithin(createdAt, since, until));
  const start = after === undefined ? 0 : all.findIndex(({ id }) => cursorOf(id) === after) + 1;
  // "Cursors can quickly become invalid if items are added or deleted."
  if (after !== undefined && start === 0) refuse('invalidParameter');
  const posts = all.slice(start, start + size);
  const [first, last] = [posts.at(0), posts.at(-1)];
  if (!first || !last) return { status: 200, body: { data: [] } };
  const cursors = { before: cursorOf(first.id), after: cursorOf(last.id) };
  const query = new URLSearchParams({
    ...rest,
    ...(since && { since }),
    ...(until && { until }),
    limit,
    after: cursors.after,
  });
  const next = start + size < all.length ? { next: `${url}${request.path}?${query.toString()}` } : {};
  return {
    status: 200,
    body: { data: posts.map((post) => selected(post, context)), paging: { cursors, ...next } },
  };
}

function isWithin(time: Date, since: string | undefined, until: string | undefined): boolean {
  return (
    (since === undefined || time >= instantOf(since)) && (until === undefined || time <= instantOf(until))
  );
}

function instantOf(text: string): Date {
  const time = new Date(/^\d+$/.test(text) ? Number(text) * 1000 : text);
  return Number.isNaN(time.getTime()) ? refuse('invalidParameter') : time;
}

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

function existing({ request, page }: PageRequest): Post {
  return page.posts.get(request.params.postId ?? '') ?? refuse('gone');
}

function needs({ permissions }: PageToken, permission: string): void {
  if (permissions.has(permission)) return;
  refuse(permission === 'pages_manage_posts' ? 'permissionsError' : 'permissionMissing');
}

function selected(post: Post, { request, page }: PageRequest): Record<string, unknown> {
  const known: Record<string, unknown> = {
    id: post.id,
    message: post.message,
    created_time: timeOf(post.createdAt),
    updated_time: timeOf(post.updatedAt),
    permalink_url: `https://www.facebook.com/${post.id.replace('_', '/posts/')}`,
    is_published: true,
    from: { name: page.name, id: page.id },
  };
  const wanted = parametersOf(request).fields?.split(',') ?? ['created_time', 'message'];
  if (!wanted.every((field) => field in known)) refuse('invalidParameter');
  return Object.fromEntries([...new Set([...wanted, 'id'])].map((field) => [field, known[field]]));
}

/** As Facebook writes times: `2026-07-29T18:00:00+0000`. */
const timeOf = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, '+0000');
