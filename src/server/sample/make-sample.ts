import { createApp, jobHandlers } from '#server/app.ts';
import { agencyKinds } from '#server/platform/agency-kinds.ts';
import type { Login } from '#server/platform/database.ts';
import { makeFoundingCode } from '#server/platform/founding-code.ts';
import { openJobs } from '#server/platform/jobs.ts';
import type { Logins } from '#server/platform/migrate.ts';
import { openClock } from '#server/platform/one-clock.ts';
import type { Shell } from '#server/platform/shell.ts';
import { readNote, writeNote, type SampleNote } from './sample-folder.ts';
import { seedSample } from './seed-sample.ts';

export type Making = {
  dataDir: string;
  migrator: Login;
  logins: Logins;
  shell: Shell;
  say: (line: string) => void;
};

/** The sample of this data folder, made the first time it is asked for. */
export async function makeSample(making: Making): Promise<SampleNote> {
  const { dataDir, migrator, say } = making;
  const { samples } = await agencyKinds(migrator);
  const kept = await readNote(dataDir);
  if (samples.length > 0 && kept) return kept;
  say('Making the sample agency, its people and their last eighteen months (about 20 seconds) …');
  await writeNote(dataDir, { state: 'begun', agencyId: null, people: [] });
  const made = await withStudio(making, seedSample);
  const note = { state: 'complete', ...made } as const;
  await writeNote(dataDir, note);
  return note;
}

async function withStudio<T>(
  { migrator, logins, shell }: Making,
  work: (studio: Parameters<typeof seedSample>[0]) => Promise<T>,
): Promise<T> {
  // What the sample wrote long ago counts as sent; nothing of it leaves this machine.
  const then: Shell = { ...shell, mailer: { deliver: async () => 'sent' } };
  const jobs = await openJobs(logins.worker, then, jobHandlers);
  const clock = openClock(migrator);
  try {
    const foundingCode = (await makeFoundingCode(migrator, { isWanted: true })) ?? '';
    return await work({
      // Invitations are handed over: their mail would carry the only link.
      app: createApp({ ...then, mailer: undefined }),
      publicOrigin: shell.publicOrigin,
      foundingCode,
      setClock: clock.setTo,
      runJobs: jobs.runWaiting,
    });
  } finally {
    await clock.release();
    await jobs.stop();
  }
}

/** Who can sign in to the sample, as the lines of a small table. */
export function signInTable({ people }: SampleNote): string[] {
  const widths = [
    Math.max(...people.map(({ email }) => email.length)),
    Math.max(...people.map(({ role }) => role.length)),
  ];
  const row = (cells: string[]) =>
    `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
  return [
    'Sample data. Nobody here is real. Sign in as:',
    row(['Email', 'Role', 'Password']),
    ...people.map(({ email, role, password }) => row([email, role, password])),
  ];
}
