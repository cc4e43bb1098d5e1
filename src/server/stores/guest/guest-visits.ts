import { sql } from 'kysely';
import type { Reply } from '#domain/conference/conference.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { newId } from '#server/platform/ids.ts';

type Scope = Pick<GuestVisit, 'tx' | 'at'>;

export type GuestLetter = 'write-guest-code' | 'write-guest-link';

/** To whom the link was mailed; it says nothing of whether there will be one. */
export async function requestLetter({ tx, at }: Scope, letter: GuestLetter) {
  await sql`select ask(${letter}, ${newId(at)}::uuid)`.execute(tx);
}

/** Uses the link up, where the code is the one that was mailed: `wrong` counts, and the fifth ends the link. */
export async function openLink(
  { tx, at }: Scope,
  { codeDigest, tokenHash }: { codeDigest: string; tokenHash: string },
): Promise<'open' | 'wrong' | 'over'> {
  const { rows } = await sql<{ outcome: 'open' | 'wrong' | 'over' }>`
    select open(${codeDigest}, ${newId(at)}::uuid, ${tokenHash}) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'over';
}

/** Null where nothing is theirs any more; false where the conference has begun or is not held. */
export async function saveReply({ tx }: Scope, reply: Reply): Promise<boolean | null> {
  const { rows } = await sql<{ taken: boolean | null }>`select reply(${reply}) as taken`.execute(
    tx,
  );
  return rows[0]?.taken ?? null;
}

export async function endVisit({ tx }: Scope) {
  await sql`select leave()`.execute(tx);
}
