import type { Modules } from '@strapi/strapi';
import { readingOnly } from './request';

const reads = new Set(['findOne', 'findFirst', 'findMany', 'count']);

/** Strapi's document service also wraps reads in transactions, which must not take SQLite's write lock. */
export const markReads: Modules.Documents.Middleware.Middleware = async (context, next) =>
  reads.has(context.action) ? readingOnly(async () => next()) : next();
