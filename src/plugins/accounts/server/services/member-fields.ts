import type { Core } from '@strapi/strapi';
import { isRecord } from '../../../../shared/server/is-record';
import { textUpTo, timeZone, type Format } from '../../../content/server/domain/rules/formats';
import { isBlank, issueOf } from '../../../content/server/domain/rules/issues';
import { refuseFor } from '../../../content/server/services/refusal';

export const longestAvatarName = 63;

/** The formats of the club's own attributes of members. */
export const memberFormats: Readonly<Record<'timeZone' | 'avatarName', Format>> = {
  timeZone,
  avatarName: textUpTo(longestAvatarName),
};

/** Refuses malformed values in the club's own attributes of members, from the panel and from any other source. */
export function guardMemberFields(strapi: Core.Strapi): void {
  function check(data: unknown): void {
    if (!isRecord(data)) return;
    for (const [name, format] of Object.entries(memberFormats)) {
      if (data[name] === undefined) continue;
      // The panel clears a field to an empty text.
      if (isBlank(data[name])) data[name] = null;
      else {
        const rule = format(data[name]);
        refuseFor(rule ? [issueOf([name], rule)] : []);
      }
    }
  }
  const checkAll = ({ params }: { params: { data?: unknown } }): void => [params.data].flat().forEach(check);
  strapi.db.lifecycles.subscribe({
    models: ['plugin::users-permissions.user'],
    beforeCreate: checkAll,
    beforeCreateMany: checkAll,
    beforeUpdate: checkAll,
    beforeUpdateMany: checkAll,
  });
}
