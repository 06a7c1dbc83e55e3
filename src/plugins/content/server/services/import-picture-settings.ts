import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { uploadService } from './media-files';

const importing = new AsyncLocalStorage<true>();

const uploadSettings = z.looseObject({ sizeOptimization: z.boolean(), autoOrientation: z.boolean() });

/**
 * Runs `work` as if the media library had been told not to compress pictures anew: the pictures of a content folder are as
 * their makers want them, and exported again they are the same. Only for this work: what staff upload meanwhile is
 * treated as ever.
 */
export async function keepingPicturesAsTheyAre<T>(strapi: Core.Strapi, work: () => Promise<T>): Promise<T> {
  const service = uploadService(strapi);
  const read = service.getSettings.bind(service);
  service.getSettings = async () => {
    const settings = await read();
    const known = importing.getStore() ? uploadSettings.safeParse(settings).data : undefined;
    return known ? { ...known, sizeOptimization: false, autoOrientation: false } : settings;
  };
  try {
    return await importing.run(true, work);
  } finally {
    service.getSettings = read;
  }
}
