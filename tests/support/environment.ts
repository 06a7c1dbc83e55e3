import os from 'node:os';

/**
 * The variables of a club under test: nothing of the developer's own `.env`, a free port on loopback, and
 * no telemetry.
 */
export const testEnvironment: Record<string, string> = {
  NODE_ENV: 'test',
  ENV_PATH: os.devNull,
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: 'http://club.test',
  APP_KEYS: 'test-app-key-one,test-app-key-two',
  API_TOKEN_SALT: 'test-api-token-salt',
  ADMIN_JWT_SECRET: 'test-admin-jwt-secret',
  TRANSFER_TOKEN_SALT: 'test-transfer-token-salt',
  ENCRYPTION_KEY: 'test-encryption-key-of-32-bytes!',
  JWT_SECRET: 'test-jwt-secret',
  STRAPI_TELEMETRY_DISABLED: 'true',
  LOG_LEVEL: 'warn',
  SCHEDULES: 'false',
  // All tests come from one address; the suites about limits turn them on.
  RATE_LIMITS: 'false',
};
