import * as health from '#contract/health.ts';
import { publicRoute } from '#server/platform/public-route.ts';
import { readHealth } from './read-health.ts';

export const healthRoutes = [
  publicRoute(health.readHealth, (_input, outside) => readHealth(outside)),
];
