// A stand-in for Facebook's Graph API, as far as a page's feed needs it, over real HTTP. What each part does, where
// that is documented and what of it we assume stands at the head of its file. Here: paths and versions.
// https://developers.facebook.com/docs/graph-api/guides/versioning. Ours: a call without a version is refused, where
// Facebook would take the oldest that the app may use; versions are v24.0 to v26.0 until a test says otherwise.
import { randomBytes } from 'node:crypto';
import type { Fault } from '../remote/faults';
import type { Answer, Recorded } from '../remote/http';
import { createClock, startRemote, type Remote } from '../remote/remote';
import { admit, usageHeader, type Door, type PageToken, type Usage } from './door';
import { graphError, refuse, type GraphErrorName } from './errors';
import {
  createPost,
  deletePost,
  getPage,
  getPost,
  listFeed,
  nextPostId,
  updatePost,
  type Page,
  type PageRequest,
  type Post,
} from './posts';

export type { Post } from './posts';
export { proofOf } from './door';

const feedPath = /^\/(?<version>v\d+\.\d+)\/(?<pageId>\d+)\/feed$/;
const postPath = /^\/(?<version>v\d+\.\d+)\/(?<postId>(?<pageId>\d+)_\d+)$/;
const pagePath = /^\/(?<version>v\d+\.\d+)\/(?<pageId>\d+)$/;

const operations = [
  { action: 'feed.create', method: 'POST', path: feedPath, answer: createPost },
  { action: 'feed.list', method: 'GET', path: feedPath, answer: listFeed },
  { action: 'post.get', method: 'GET', path: postPath, answer: getPost },
  { action: 'post.update', method: 'POST', path: postPath, answer: updatePost },
  { action: 'post.delete', method: 'DELETE', path: postPath, answer: deletePost },
  { action: 'page.get', method: 'GET', path: pagePath, answer: getPage },
] as const;

export type FacebookAction = (typeof operations)[number]['action'];
export type FacebookRequest = Recorded<FacebookAction>;

export type FacebookSettings = Record<
  | 'FACEBOOK_PAGE_ID'
  | 'FACEBOOK_PAGE_TOKEN'
  | 'FACEBOOK_APP_SECRET'
  | 'FACEBOOK_GRAPH_URL'
  | 'FACEBOOK_GRAPH_VERSION',
  string
>;

interface FacebookState extends Door {
  page: Page;
  versions: Set<string>;
  unreadableLinks: Set<string>;
  /** The club's own token; `token.problem` makes Facebook refuse it. */
  token: PageToken;
}

export interface FakeFacebook extends Remote<FacebookAction, GraphErrorName>, FacebookState {
  /** The environment of a club that talks to this fake. */
  settings: FacebookSettings;
  /** A post that the club did not make: somebody's on the page itself, or another app's. */
  addPost(message: string, appId?: string): Post;
}

const transient: readonly Fault<GraphErrorName>[] = [
  { kind: 'error', name: 'unknown' },
  { kind: 'error', name: 'service' },
  { kind: 'error', name: 'service', afterEffect: true },
  { kind: 'error', name: 'pageLimit' },
  { kind: 'page', status: 502 },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
];

/** What the header of a limited page says where a test has not set it. */
const exhausted: Usage = {
  call_count: 100,
  total_cputime: 25,
  total_time: 25,
  estimated_time_to_regain_access: 5,
};

/** Starts the fake with an empty page, an app and a page token of it that may read and post. */
export async function startFacebook(): Promise<FakeFacebook> {
  const secret = randomBytes(16).toString('hex');
  const text = `EAAfake${randomBytes(24).toString('hex')}`;
  const page: Page = { id: '100000000000001', name: "The Dreamer's Cave", posts: new Map() };
  const token: PageToken = {
    appId: 'club',
    pageId: page.id,
    permissions: new Set(['pages_manage_posts', 'pages_read_engagement']),
  };
  const state: FacebookState = {
    apps: new Map([[token.appId, secret]]),
    tokens: new Map([[text, token]]),
    page,
    token,
    versions: new Set(['v24.0', 'v25.0', 'v26.0']),
    unreadableLinks: new Set(),
  };
  const remote = await startRemote<FacebookAction, GraphErrorName>(createClock(), {
    routes: operations,
    transient,
    covers: () => true,
    error: (name) => ({
      ...graphError(name),
      headers: name === 'businessLimit' ? usageHeader(page.id, fake.usage ?? exhausted) : {},
    }),
    answer: (request) => answerGraph(request, fake),
    headers: () => usageHeader(page.id, fake.usage),
  });
  const settings: FacebookSettings = {
    FACEBOOK_PAGE_ID: page.id,
    FACEBOOK_PAGE_TOKEN: text,
    FACEBOOK_APP_SECRET: secret,
    FACEBOOK_GRAPH_URL: remote.url,
    FACEBOOK_GRAPH_VERSION: 'v26.0',
  };
  const addPost = (message: string, appId?: string): Post => {
    const now = remote.clock.now();
    const id = nextPostId(page);
    const post = { id, message, appId: appId ?? null, createdAt: now, updatedAt: now };
    page.posts.set(id, post);
    return post;
  };
  const fake: FakeFacebook = Object.assign(remote, state, { settings, addPost });
  return fake;
}

function answerGraph(request: FacebookRequest, fake: FakeFacebook): Answer {
  const { version = '', pageId } = request.params;
  const operation = operations.find(({ action }) => action === request.action);
  if (!operation || !fake.versions.has(version)) return refuse('unknownPath');
  const token = admit(request, fake);
  const { page, clock, url, unreadableLinks } = fake;
  if (pageId !== page.id || token.pageId !== page.id) return refuse('gone');
  const context: PageRequest = { request, page, token, clock, url, unreadableLinks };
  return operation.answer(context);
}
