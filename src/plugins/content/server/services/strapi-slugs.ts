import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isClubType, isRecord } from '../domain/writes';
import { contentServices } from '.';

interface Asked {
  contentTypeUID: string;
  field: string;
  data: unknown;
}

/** As much of the content manager's own service as is used here; it has no types. */
interface UidService {
  generateUIDField: (asked: Asked) => Promise<string>;
}
const uidService = z.custom<UidService>((value) => isRecord(value) && 'generateUIDField' in value);

/** Has Strapi's own proposals of a slug, which may be `event`, `-1` or too long, be the club's. */
export function proposeSlugs(strapi: Core.Strapi): void {
  const service = uidService.parse(strapi.plugin('content-manager').service('uid'));
  const original = service.generateUIDField.bind(service);
  service.generateUIDField = (asked) => {
    const { contentTypeUID: uid, field } = asked;
    if (!isClubType(uid) || field !== 'slug') return original(asked);
    const data = isRecord(asked.data) ? asked.data : {};
    const target = contentServices(strapi).slugChoice.titleOf(uid);
    const documentId = typeof data['id'] === 'string' && data['id'] !== '' ? data['id'] : undefined;
    return contentServices(strapi).slugChoice.propose(uid, data[target], documentId);
  };
}
