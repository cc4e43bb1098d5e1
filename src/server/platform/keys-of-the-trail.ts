import { existsSync } from 'node:fs';
import { agencyKinds } from './agency-kinds.ts';
import type { Login } from './database.ts';
import { CannotStart } from './embedded-postgres/cannot-start.ts';
import { keysPlace } from './keys.ts';

/** Where somebody is on record, so is what they did, signed: a key that is made anew beside it would call every row of it changed. */
export async function demandKeysOfTheTrail(migrator: Login, dataDir: string): Promise<void> {
  const path = keysPlace(dataDir);
  if (existsSync(path)) return;
  const { samples, hasReal } = await agencyKinds(migrator);
  if (!hasReal && samples.length === 0) return;
  throw new CannotStart(
    `${path} is missing, and the audit trail is signed with a key in it.\n` +
      'Put it back from a backup; a second server of the same database needs a copy of the first one’s. ' +
      'Where it is lost for good, new keys are made once with: npm start -- --new-keys\n' +
      'From then on npm run verify-audit names every row from before, and nobody’s sign-in codes work until they set them up again.',
  );
}
