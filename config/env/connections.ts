import { describeIssue } from './issue';
import { readGoogleKey, readGoogleKeyFile, type GoogleKey, type GoogleKeyResult } from './google-key';
import { mailIssues, mailOf, type MailConnection } from './mail';
import { patreonIssues, patreonOf, type PatreonConnection } from './patreon';
import type { Settings } from './schema';

export interface GoogleCalendarConnection {
  key: GoogleKey;
  internalId: string;
  publicId: string;
  apiUrl: string;
  tokenUrl: string;
}

export interface FacebookConnection {
  pageId: string;
  pageToken: string;
  appSecret: string;
  graphUrl: string;
  graphVersion: string;
}

export interface SignInConnection {
  clientId: string;
  clientSecret: string;
  url: string;
}

export interface Connections {
  googleCalendar: GoogleCalendarConnection | null;
  facebook: FacebookConnection | null;
  mail: MailConnection | null;
  patreon: PatreonConnection | null;
  googleSignIn: SignInConnection | null;
  discordSignIn: SignInConnection | null;
  facebookSignIn: SignInConnection | null;
}

type Name = keyof Settings;
type Present = Readonly<Record<string, string>>;

const keyPath = 'GOOGLE_CALENDAR_CREDENTIALS_PATH';
const keyItself = 'GOOGLE_CALENDAR_CREDENTIALS';

/** The settings that each connection needs; of several names, one. */
const needs: Readonly<
  Record<Exclude<keyof Connections, 'patreon'>, readonly (readonly [Name, ...Name[]])[]>
> = {
  googleCalendar: [[keyPath, keyItself], ['GOOGLE_CALENDAR_INTERNAL_ID'], ['GOOGLE_CALENDAR_PUBLIC_ID']],
  facebook: [['FACEBOOK_PAGE_ID'], ['FACEBOOK_PAGE_TOKEN'], ['FACEBOOK_APP_SECRET']],
  mail: [['SMTP_HOST'], ['MAIL_FROM']],
  googleSignIn: [['OAUTH_GOOGLE_ID'], ['OAUTH_GOOGLE_SECRET']],
  discordSignIn: [['OAUTH_DISCORD_ID'], ['OAUTH_DISCORD_SECRET']],
  facebookSignIn: [['OAUTH_FACEBOOK_ID'], ['OAUTH_FACEBOOK_SECRET']],
};

/**
 * Reads the settings of connections. A connection without any settings is off; one with only some of them is an issue
 * that names what is missing.
 *
 * @param present the variables that are set, unparsed
 */
export function readConnections(present: Present): {
  issues: string[];
  /** Creates the connections from the parsed settings, once there are no issues. */
  of: (settings: Settings) => Connections;
} {
  const key = readKey(present);
  return {
    issues: [
      ...Object.values(needs).flatMap((group) => lacking(group, present)),
      ...keyIssues(present, key),
      ...mailIssues(present),
      ...patreonIssues(present),
    ],
    of: (settings) => ({
      googleCalendar: googleCalendarOf(settings, key),
      facebook: facebookOf(settings),
      mail: mailOf(settings),
      patreon: patreonOf(settings),
      googleSignIn: signInOf(settings, 'GOOGLE'),
      discordSignIn: signInOf(settings, 'DISCORD'),
      facebookSignIn: signInOf(settings, 'FACEBOOK'),
    }),
  };
}

function lacking(group: (typeof needs)[keyof typeof needs], present: Present): string[] {
  const given = group.flat().find((name) => name in present);
  if (given === undefined) return [];
  return group
    .filter((names) => !names.some((name) => name in present))
    .map(([name]) => describeIssue(name, undefined, `is missing, and ${given} is of no use without it`));
}

function readKey(present: Present): GoogleKeyResult | undefined {
  const [path, text] = [present[keyPath], present[keyItself]];
  if (path !== undefined) return readGoogleKeyFile(path);
  return text === undefined ? undefined : readGoogleKey(text);
}

function keyIssues(present: Present, key: GoogleKeyResult | undefined): string[] {
  const { [keyPath]: path, [keyItself]: text } = present;
  const { GOOGLE_CALENDAR_INTERNAL_ID: internal, GOOGLE_CALENDAR_PUBLIC_ID: everyone } = present;
  const issues: string[] = [];
  if (path !== undefined && text !== undefined)
    issues.push(describeIssue(keyItself, text, `is set, and so is ${keyPath}: one of them is enough`));
  if (key?.ok === false)
    issues.push(describeIssue(path === undefined ? keyItself : keyPath, path ?? text, key.wrong));
  if (everyone !== undefined && everyone === internal)
    issues.push(
      describeIssue(
        'GOOGLE_CALENDAR_PUBLIC_ID',
        everyone,
        'is the calendar for staff, whose drafts all would see',
      ),
    );
  return issues;
}

function googleCalendarOf(
  settings: Settings,
  key: GoogleKeyResult | undefined,
): GoogleCalendarConnection | null {
  const { GOOGLE_CALENDAR_INTERNAL_ID: internalId, GOOGLE_CALENDAR_PUBLIC_ID: publicId } = settings;
  if (!key?.ok || internalId === undefined || publicId === undefined) return null;
  return {
    key: key.key,
    internalId,
    publicId,
    apiUrl: settings.GOOGLE_API_URL,
    tokenUrl: settings.GOOGLE_TOKEN_URL,
  };
}

function facebookOf(settings: Settings): FacebookConnection | null {
  const {
    FACEBOOK_PAGE_ID: pageId,
    FACEBOOK_PAGE_TOKEN: pageToken,
    FACEBOOK_APP_SECRET: appSecret,
  } = settings;
  if (pageId === undefined || pageToken === undefined || appSecret === undefined) return null;
  return {
    pageId,
    pageToken,
    appSecret,
    graphUrl: settings.FACEBOOK_GRAPH_URL,
    graphVersion: settings.FACEBOOK_GRAPH_VERSION,
  };
}

function signInOf(settings: Settings, provider: 'GOOGLE' | 'DISCORD' | 'FACEBOOK'): SignInConnection | null {
  const clientId = settings[`OAUTH_${provider}_ID`];
  const clientSecret = settings[`OAUTH_${provider}_SECRET`];
  if (clientId === undefined || clientSecret === undefined) return null;
  return { clientId, clientSecret, url: settings[`OAUTH_${provider}_URL`] };
}
