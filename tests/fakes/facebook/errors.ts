// The Graph API's errors by name. Codes and subcodes:
// https://developers.facebook.com/docs/graph-api/guides/error-handling (1, 2, 4, 10, 17, 190 with its subcodes, 200,
// 341, 368, 506, 1609005), https://developers.facebook.com/docs/graph-api/overview/rate-limiting (32, 613, 80001 and
// the usage header). Words as people reported them: 2 (https://github.com/arsduo/koala/issues/699), 104, 100 of
// `appsecret_proof` (https://github.com/facebookarchive/php-graph-sdk/issues/984), 200 of a foreign post
// (https://github.com/jgorset/facepy/issues/149), 506 with subcode 1455006, 100 with subcode 33.
// Ours: the HTTP statuses but for 1, 2 (500), 10 and 200 (403), and the wording of 341, 2500 and 1609005. Clients
// should decide by `code` and `error_subcode`.
import { Refusal, type Answer } from '../remote/http';

interface GraphError {
  status: number;
  code: number;
  message: string;
  type?: 'OAuthException' | 'GraphMethodException';
  subcode?: number;
  transient?: boolean;
  title?: string;
  explanation?: string;
}

const token = (subcode: number, reason: string): GraphError => ({
  status: 400,
  code: 190,
  subcode,
  message: `Error validating access token: ${reason}`,
});
const limit = (code: number, message: string): GraphError => ({
  status: 400,
  code,
  message: `(#${code}) ${message}`,
});
const proof = (message: string): GraphError => ({
  status: 400,
  code: 100,
  type: 'GraphMethodException',
  message,
});

const table = {
  unknown: {
    status: 500,
    code: 1,
    transient: true,
    message: 'An unknown error occurred',
  },
  service: {
    status: 500,
    code: 2,
    transient: true,
    message: 'An unexpected error has occurred. Please retry your request later.',
  },
  appLimit: limit(4, 'Application request limit reached'),
  userLimit: limit(17, 'User request limit reached'),
  pageLimit: limit(32, 'Page request limit reached'),
  applicationLimit: limit(341, 'Feed action request limit reached'),
  customLimit: limit(613, 'Calls to this api have exceeded the rate limit.'),
  businessLimit: limit(
    80001,
    'There have been too many calls to this Page account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
  ),
  permissionMissing: {
    status: 403,
    code: 10,
    message:
      "(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.",
  },
  permissionsError: {
    status: 403,
    code: 200,
    message:
      '(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
  },
  foreignPost: { status: 403, code: 200, message: '(#200) App cannot edit non-app posts' },
  tokenRequired: {
    status: 400,
    code: 104,
    message: 'An access token is required to request this resource.',
  },
  proofRequired: proof('API calls from the server require an appsecret_proof argument'),
  proofInvalid: proof('Invalid appsecret_proof provided in the API argument'),
  invalidParameter: { status: 400, code: 100, message: '(#100) Invalid parameter' },
  missingContent: { status: 400, code: 100, message: '(#100) Missing message or attachment' },
  gone: {
    status: 400,
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message:
      'Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api',
  },
  tokenInvalid: {
    status: 400,
    code: 190,
    message: 'Invalid OAuth access token - Cannot parse access token',
  },
  appRemoved: token(458, 'The user has not authorized application.'),
  passwordChanged: token(
    460,
    'The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  ),
  tokenExpired: token(463, 'Session has expired.'),
  loggedOut: token(467, 'The session is invalid because the user logged out.'),
  blocked: {
    status: 400,
    code: 368,
    message: '(#368) The action attempted has been deemed abusive or is otherwise disallowed',
  },
  duplicate: {
    status: 400,
    code: 506,
    subcode: 1455006,
    transient: false,
    message: 'Duplicate status message',
    title: 'Duplicate Status Update',
    explanation:
      'This status update is identical to the last one you posted. Try posting something different, or delete your previous update.',
  },
  unknownPath: { status: 400, code: 2500, message: 'Unknown path components' },
  linkNotRead: {
    status: 400,
    code: 1609005,
    message: 'There was a problem scraping data from the provided link.',
  },
} as const satisfies Record<string, GraphError>;

export type GraphErrorName = keyof typeof table;

export const graphErrorNames = Object.keys(table) as GraphErrorName[];

/** The answer that carries an error of the table. `fbtrace_id` is made up. */
export function graphError(name: GraphErrorName): Answer {
  const error: GraphError = table[name];
  return {
    status: error.status,
    body: {
      error: {
        message: error.message,
        type: error.type ?? 'OAuthException',
        code: error.code,
        error_subcode: error.subcode,
        is_transient: error.transient,
        error_user_title: error.title,
        error_user_msg: error.explanation,
        fbtrace_id: 'AfakeTraceOfAnError',
      },
    },
  };
}

export function refuse(name: GraphErrorName): never {
  throw new Refusal(graphError(name));
}
