import * as React from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type { z } from 'zod';
import { cardList, checkAnswer, resumeAnswer, syncAnswer } from '../../contract/integrations';
import { logPage, type LogQuery } from '../../contract/log';

/** What the server offers this page; every answer is held against the contract. */
export function useIntegrationsApi() {
  const { get, post } = useFetchClient();
  return React.useMemo(() => {
    const ask = async <Schema extends z.ZodType>(schema: Schema, path: string, params?: object) =>
      schema.parse((await get(`/integrations${path}`, { params })).data);
    const tell = async <Schema extends z.ZodType>(schema: Schema, name: string, deed: string) =>
      schema.parse((await post(`/integrations/${encodeURIComponent(name)}/${deed}`, {})).data);
    return {
      cards: async () => (await ask(cardList, '')).data,
      log: (query: LogQuery) => ask(logPage, '/log', query),
      check: async (name: string) => (await tell(checkAnswer, name, 'check')).data,
      /** @returns the id of the job that does it */
      sync: async (name: string) => (await tell(syncAnswer, name, 'sync')).task_id,
      resume: (name: string) => tell(resumeAnswer, name, 'resume'),
    };
  }, [get, post]);
}

export type IntegrationsApi = ReturnType<typeof useIntegrationsApi>;
