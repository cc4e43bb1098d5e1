import type { Outside } from '#server/platform/public-route.ts';
import { isReachable } from '#server/platform/database.ts';

/** The probe answers within two seconds, and by its status too: a load balancer has to know soon, and reads no more than that. */
export async function readHealth({ c, shell }: Outside) {
  const ready = await isReachable(shell.database);
  if (!ready) c.status(503);
  return { live: true as const, ready };
}
