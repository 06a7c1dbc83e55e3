import type { EventAddresses } from '../../../../shared/server/event-addresses';
import type { EventSnapshot, EventVersion } from './event-snapshot';
import {
  fit,
  kept,
  lineUpLines,
  placeLines,
  publicPlace,
  shorten,
  statusNames,
  timeLines,
} from './event-text';
import { desiredDocument, fingerprint, type Desired } from './plan';

/** A post of the page. Facebook takes the picture from the link's page (Open Graph), and changes only the message later. */
export interface PagePost {
  /** Holds the link too, where there is one, which makes the post unlike all others. */
  message: string;
  link?: string;
}

/** Longer ones are folded away on the page. */
const longestText = 400;

/**
 * The event as the page announces it: while it is published and to be announced, from `announceAt` on where that is set. One
 * that has ended leaves its post as it is. A cancelled or postponed one says so where it was announced, and is not announced
 * any more where it was not.
 */
export function desiredOnPage(
  event: EventSnapshot | null,
  { addresses, now }: { addresses: EventAddresses; now: Date },
): Desired<PagePost> {
  const version = event?.published;
  if (!version) return null;
  if (Date.parse(version.end) <= now.getTime()) return 'leave';
  if (!version.announce) return null;
  const link = addresses.pageOf(version.slug);
  const post = { message: messageOf(version, link), ...(link !== null && { link }) };
  if (version.status !== 'scheduled') return desiredDocument(post, 'never');
  return desiredDocument(post, version.announceAt === null ? 'now' : { notBefore: version.announceAt });
}

/** By what a post is known again: its words, whatever becomes of the space between them. */
export const markerOf = (message: string): string =>
  fingerprint({ words: message.normalize().split(/\s+/).filter(Boolean) });

function messageOf(version: EventVersion, link: string | null): string {
  const performers = version.lineUp.map(({ name }) => name);
  return blocks([
    [headline(version)],
    [...timeLines(version), ...placeLines(publicPlace(version)).slice(0, 1)],
    performers.length === 0 ? [] : [`With ${shorten(performers.join(', '), longestText)}`],
    [shorten(version.texts.en.description, longestText)],
    link === null ? [] : [link],
  ]);
}

/**
 * What staff paste into Facebook when they make an event there by hand, which Meta lets no program do: everything in plain
 * text, the title first. The draft's where nothing is published; empty where there is neither.
 */
export function prefilledText(event: EventSnapshot | null, addresses: EventAddresses): string {
  const version = event?.published ?? event?.draft;
  if (!version) return '';
  const lineUp = lineUpLines(version);
  const page = addresses.pageOf(version.slug);
  return blocks([
    [headline(version)],
    [...timeLines(version), ...placeLines(publicPlace(version))],
    [version.texts.en.description],
    lineUp.length === 0 ? [] : ['Line-up:', ...lineUp],
    page === null ? [] : [page],
  ]);
}

const headline = ({ status, texts }: EventVersion): string =>
  status === 'scheduled' ? texts.en.title : `${statusNames[status].toUpperCase()}: ${texts.en.title}`;

const blocks = (parts: readonly (readonly string[])[]): string =>
  fit(
    parts.map((lines) => kept(...lines)),
    Infinity,
  );
