import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import dns from 'node:dns';
import net from 'node:net';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Semaphore } from 'async-mutex';
import { parse } from 'content-disposition';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch, type RequestInit } from 'undici';

/**
 * The address of Azure's own services, in an otherwise public range:
 * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const azure = '168.63.129.16';

/** Whether an address is on the internet, not of this machine, its network or a cloud's own services. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address === azure) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // The allocated range of IPv6: https://www.iana.org/assignments/ipv6-unicast-address-assignments
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parse('2000::'), 3);
}

class BlockedAddress extends Error {}

/**
 * Connects to public addresses only. Checked for each connection, so also after redirects, with the addresses that the
 * name resolves to then.
 */
export function createPublicAgent(isAllowed = isPublicAddress): Agent {
  const connect = buildConnector({
    lookup: (hostname, options, callback) =>
      dns.lookup(hostname, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, []);
        const [first] = found;
        if (!first) return callback(new Error(`No address of ${hostname}`), []);
        const blocked = found.every(({ address }) => isAllowed(address)) ? null : new BlockedAddress();
        if (options.all) callback(blocked, found);
        else callback(blocked, first.address, first.family);
      }),
  });
  return new Agent({
    connect(options, callback) {
      // An IP address is not looked up.
      if (net.isIP(options.hostname) !== 0 && !isAllowed(options.hostname))
        return callback(new BlockedAddress(), null);
      connect(options, callback);
    },
  });
}

/** The maximum number of concurrent downloads; each holds connections, a file and memory. */
const mostDownloads = 4;

export type FetchFile = (url: string, ...rest: unknown[]) => Promise<{ file: { originalFilename: string } }>;

/**
 * Restricts the media library's uploads by URL to the internet. Strapi resolves the name only once, has a shorter list, and
 * follows redirects to any address
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/core/upload/server/src/services/file.ts). It also uses the name given
 * by the other server as a path, and deletes that path if it cannot write there, even `..`: so it gets another name.
 */
export function fetchFromPublic(
  strapi: Pick<Core.Strapi, 'fetch' | 'log' | 'requestContext'>,
  fetchFile: FetchFile,
  isAllowed = isPublicAddress,
): FetchFile {
  const agent = createPublicAgent(isAllowed);
  const slots = new Semaphore(mostDownloads);
  const downloads = new AsyncLocalStorage<Download>();
  const strapiFetch = strapi.fetch;

  async function download(url: string, options?: RequestInit) {
    const current = downloads.getStore();
    if (!current) return strapiFetch(url, options);
    const either = AbortSignal.any([...(options?.signal ? [options.signal] : []), current.signal]);
    const response = await fetch(url, { ...options, signal: either, dispatcher: agent });
    const { ok, status, statusText, body } = response;
    const headers = new Headers([...response.headers]);
    current.name = remoteNameOf(response.url, headers.get('content-disposition'));
    headers.delete('content-disposition');
    return { ok, status, statusText, body, headers, url: `http://download.invalid/${randomUUID()}` };
  }
  Object.defineProperty(strapi, 'fetch', { configurable: true, value: download });

  async function fetchInTurn(url: string, download: Download, rest: unknown[]) {
    download.signal.throwIfAborted();
    const fetched = await downloads.run(download, () => fetchFile(url, ...rest));
    if (download.name !== undefined) fetched.file.originalFilename = download.name;
    return fetched;
  }

  return async (url, ...rest) => {
    // Without this, Strapi would fetch the rest of its list for a disconnected client.
    const closing = new AbortController();
    const close = (): void => closing.abort();
    const response = strapi.requestContext.get()?.res;
    if (response?.destroyed) close();
    response?.once('close', close);
    try {
      return await slots.runExclusive(() => fetchInTurn(url, { signal: closing.signal }, rest));
    } catch (error) {
      if (error instanceof errors.ApplicationError) throw error;
      if (error instanceof Error && error.cause instanceof BlockedAddress)
        throw new errors.ApplicationError(`URL resolves to a blocked address: ${url}`);
      // The message of an error may contain the whole address.
      const { name, cause = 'no cause' } = error instanceof Error ? error : new Error();
      strapi.log.warn(`upload: ${withoutUser(url)} could not be fetched: ${name}, ${String(cause)}`);
      throw new errors.ApplicationError(`Could not be fetched: ${url}`);
    } finally {
      response?.off('close', close);
    }
  };
}

interface Download {
  /** Aborted when the client has disconnected. */
  signal: AbortSignal;
  /** The other server's name for the file. */
  name?: string;
}

function withoutUser(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
  } catch {
    return 'an address';
  }
}

/** The other server's name for a file; the rules for names check it later, like any other. */
function remoteNameOf(url: string, disposition: string | null): string {
  try {
    const named = disposition === null ? undefined : parse(disposition).parameters['filename'];
    return named || decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'untitled';
  } catch {
    return 'untitled';
  }
}
