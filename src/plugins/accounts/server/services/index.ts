import type { Core } from '@strapi/strapi';
import { lazyRedis } from '../../../../shared/server/redis';
import type { AccountsConfig } from '../config';
import { createAccountChanges } from './account-changes';
import { createAccountMails } from './account-mails';
import { createFavorites } from './favorites';
