import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { ClubZone } from '../../contract/club-zone';
import { contentConfig } from '../config';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The club's own time zone, which the panel offers first. */
  answer(ctx: Context): void {
    ctx.body = { timeZone: contentConfig(strapi).timeZone } satisfies ClubZone;
  },
});
