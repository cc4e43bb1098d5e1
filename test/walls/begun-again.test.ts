import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { routes } from '#server/app.ts';

const features = join(import.meta.dirname, '../../src/server/features');

/** Files of the features that reach what no transaction undoes: the sign-in's own connection, a mail server, the disk. */
async function reachingOutside(): Promise<string[]> {
  const files = await readdir(features, { recursive: true });
  const sources = files.filter((file) => /(?<!\.test|\broutes)\.ts$/.test(file));
  const reaching = await Promise.all(
    sources.map(async (file) => {
      const text = await readFile(join(features, file), 'utf8');
      return /\bsignIn[,\s}),]|\.deliver\(|'node:|\bfetch\(/.test(text) ? [file] : [];
    }),
  );
  return reaching.flat().toSorted();
}

// A transaction that the database breaks off is begun again. What it had done elsewhere would be done twice, so whoever joins
// this list must do it after the transaction, or say that it acts outside.
test('what reaches outside its transaction is known, and comes after it or is begun once', async () => {
  expect(await reachingOutside()).toEqual([
    'first-run/found-agency.ts',
    'outbox/send-mail.ts',
    'sign-in/accept-invitation.ts',
    'sign-in/ask-for-recovery.ts',
    'sign-in/enter-code.ts',
    'sign-in/hold-session.ts',
    'sign-in/own-account.ts',
    'sign-in/recover.ts',
    'sign-in/sign-in-with-passkey.ts',
    'sign-in/sign-in-with-password.ts',
  ]);
});

test('every route of a person’s own sign-in is begun once, and no other', () => {
  const once = routes.flatMap(({ endpoint: { path }, rights }) =>
    typeof rights !== 'string' && rights.actsOutside ? [path] : [],
  );
  expect(once.length).toBeGreaterThan(5);
  expect(once.filter((path) => !path.startsWith('/api/account'))).toEqual([]);
});
