import type { Core } from '@strapi/strapi';
import { isStaff } from '../../../../http/access';
import type { Member } from '../../../../http/route';
import { visitor, type Access } from '../domain/gate';
import type { Levels } from './levels';

/** Who reads. */
export interface Viewer {
  /** The member's documentId; null for visitors. */
  member: string | null;
  /** What they hold: asked for when something gated is in the answer, and once. */
  access(): Promise<Access>;
}

type Asking = Pick<Member, 'documentId' | 'role'>;

const stranger: Viewer = { member: null, access: () => Promise.resolve(visitor) };

/**
 * The viewers of requests. What a member holds is found in one query at most for each request, however many queries and resolvers
 * ask, and forgotten with it: the next request sees what has changed.
 */
export function createViewers(strapi: Core.Strapi) {
  // By name, since `index.ts`, which has typed getters, imports this file.
  function levels(): Levels {
    const services: { levels: Levels } = strapi.plugin('patreon').service('patreon');
    return services.levels;
  }
  const ofRequests = new WeakMap<object, Map<string, Viewer>>();

  function memberViewer({ documentId, role }: Asking): Viewer {
    let access: Promise<Access> | undefined;
    return {
      member: documentId,
      access: () => (access ??= find()),
    };
    async function find(): Promise<Access> {
      if (isStaff({ role })) return { kind: 'staff', level: visitor.level };
      return { kind: 'member', level: await levels().of(documentId, new Date()) };
    }
  }

  return (member: Asking | null): Viewer => {
    if (member === null) return stranger;
    const request: object | undefined = strapi.requestContext.get();
    if (request === undefined) return memberViewer(member);
    const viewers = ofRequests.get(request) ?? new Map<string, Viewer>();
    ofRequests.set(request, viewers);
    const viewer = viewers.get(member.documentId) ?? memberViewer(member);
    viewers.set(member.documentId, viewer);
    return viewer;
  };
}
