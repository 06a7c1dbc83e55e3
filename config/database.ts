import path from 'node:path';
import { env } from './env';

const sqlite = {
  client: 'sqlite',
  connection: { filename: path.resolve(env.DATABASE_FILENAME) },
  useNullAsDefault: true,
};

const mysql = {
  client: 'mysql',
  connection: {
    host: env.DATABASE_HOST,
    port: env.DATABASE_PORT,
    database: env.DATABASE_NAME,
    user: env.DATABASE_USERNAME,
    password: env.DATABASE_PASSWORD,
    ssl: env.DATABASE_SSL ? {} : false,
  },
  pool: { min: 0, max: env.DATABASE_POOL_MAX },
};

export default { connection: env.DATABASE_CLIENT === 'sqlite' ? sqlite : mysql };
