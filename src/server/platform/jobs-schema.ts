import { getConstructionPlans } from 'pg-boss';

/** The queue's own tables, made by the migrator in a schema of their own; its transaction marks are ours to set. */
export const queueSchema = () =>
  getConstructionPlans('queue')
    .replace(/^\s*BEGIN;/m, '')
    .replace(/^\s*COMMIT;/m, '');

export const retries = { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 120 };
