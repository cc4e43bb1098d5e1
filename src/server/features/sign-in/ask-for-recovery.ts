import type { Outside } from '#server/platform/public-route.ts';
import { askRecovery } from '#server/platform/sign-in/recovery.ts';

export async function askForRecovery(email: string, { shell }: Outside) {
  await askRecovery(shell.signIn, email);
  return { sendsMail: shell.mailer !== undefined };
}
