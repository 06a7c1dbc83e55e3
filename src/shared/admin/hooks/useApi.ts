import * as React from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type { z } from 'zod';

/** A client of a plugin's admin routes, whose answers are checked against the contract. @param base the common path: `/jobs` */
export function useApi(base: string) {
  const { get, post } = useFetchClient();
  return React.useMemo(
    () => ({
      get: async <Schema extends z.ZodType>(schema: Schema, path: string, params: object = {}) =>
        schema.parse((await get(`${base}${path}`, { params })).data),
      post: async <Schema extends z.ZodType>(schema: Schema, path: string, body: object = {}) =>
        schema.parse((await post(`${base}${path}`, body)).data),
    }),
    [get, post, base],
  );
}
