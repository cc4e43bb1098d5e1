import type { Configuration } from './configuration.ts';
import { openDatabase, openGuestDatabase } from './database.ts';
import type { Keys } from './keys.ts';
import { openLog } from './log.ts';
import { openMailer } from './mailer.ts';
import type { Logins } from './migrate.ts';
import type { MasterKeys } from './sealing/master-keys.ts';
import type { Shell } from './shell.ts';
import { openSignIn } from './sign-in/sign-in.ts';

/** Opens all that the outside world offers: four logins of the database, mail where there is a server, the log. */
export function openShell(
  { publicOrigin, smtpUrl, logLevel, isSample }: Configuration,
  logins: Logins,
  { masterKeys, ...keys }: Keys & { masterKeys: MasterKeys },
): { shell: Shell; close: () => Promise<void> } {
  const shell: Shell = {
    database: openDatabase(logins.app, 16, masterKeys),
    workerDatabase: openDatabase(logins.worker, 4, masterKeys),
    guestDatabase: openGuestDatabase(logins.guest, 3, masterKeys),
    signIn: openSignIn(logins.auth, { publicOrigin, secret: keys.signIn }),
    mailer: smtpUrl ? openMailer({ smtpUrl, from: senderOf(smtpUrl, publicOrigin) }) : undefined,
    publicOrigin,
    isSample,
    auditKey: keys.audit,
    log: openLog(logLevel),
  };
  const close = async () => {
    await Promise.all([
      shell.database.destroy(),
      shell.workerDatabase.destroy(),
      shell.guestDatabase.destroy(),
      shell.signIn.close(),
    ]);
  };
  return { shell, close };
}

/** The mail server's own user where that is an address, else one at the product's own name. */
const senderOf = (smtpUrl: string, publicOrigin: string) => {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return user.includes('@') ? user : `roundtable@${new URL(publicOrigin).hostname}`;
};
