import type { Core } from '@strapi/strapi';
import jobs, { type JobsService } from './jobs';

export const services = { jobs };

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export const jobsService = (strapi: Core.Strapi): JobsService => strapi.plugin('jobs').service('jobs');
