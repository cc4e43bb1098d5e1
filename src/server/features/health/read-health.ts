import type { Shell } from '#server/platform/shell.ts';
import { isReachable } from '#server/platform/database.ts';

/** The probe answers false within two seconds: a load balancer has to know soon. */
export async function readHealth(shell: Shell) {
  return { live: true as const, ready: await isReachable(shell.database) };
}
