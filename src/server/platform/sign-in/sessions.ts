import { sql } from 'kysely';
import { z } from 'zod';
import { roles } from '#domain/access/abilities.ts';
import type { SignIn } from './sign-in.ts';

type From = Pick<SignIn, 'database'>;

const described = z.object({
  sessionId: z.string(),
  userId: z.string(),
  email: z.string(),
  chosen: z
    .object({
      locked: z.boolean(),
      staffId: z.string(),
      fullName: z.string(),
      title: z.string(),
      email: z.string(),
      mayTakeLists: z.boolean(),
      agencyId: z.string(),
      agencyName: z.string(),
      timeZone: z.string(),
      isSample: z.boolean(),
      clientWords: z.array(z.string()),
      roles: z.array(z.enum(roles)),
    })
    .nullable(),
});
export type Described = z.output<typeof described>;

/** Who holds the session and for which agency; undefined where there is none, or it has ended. */
export async function describeSession(
  { database }: From,
  tokenHash: string | undefined,
): Promise<Described | undefined> {
  if (!tokenHash) return undefined;
  const { rows } = await sql<{ found: unknown }>`
    select auth.describe_session(${tokenHash}) as found`.execute(database);
  return described.nullable().parse(rows[0]?.found ?? null) ?? undefined;
}

export async function agenciesOf({ database }: From, userId: string) {
  const { rows } = await sql<{ agencyId: string; name: string }>`
    select agency_id as "agencyId", agency_name as name from auth.agencies_of(${userId})`.execute(
    database,
  );
  return rows;
}

/** False where the person does not work for that agency. */
export async function chooseAgency({ database }: From, tokenHash: string, agencyId: string) {
  const { rows } = await sql<{ chosen: boolean }>`
    select auth.choose_agency(${tokenHash}, ${agencyId}) as chosen`.execute(database);
  return rows[0]?.chosen ?? false;
}

export async function setLocked({ database }: From, tokenHash: string, wanted: boolean) {
  await sql`select auth.lock_session(${tokenHash}, ${wanted})`.execute(database);
}

/** From now on for some minutes it counts as shown that it is they. */
export async function proveSession({ database }: From, tokenHash: string) {
  await sql`select auth.prove_session(${tokenHash})`.execute(database);
}

export async function keepSession({ database }: From, tokenHash: string) {
  await sql`select auth.keep_session(${tokenHash})`.execute(database);
}

export async function endSession({ database }: From, tokenHash: string) {
  await sql`delete from sign_in.session where encode(sha256(token::bytea), 'hex') = ${tokenHash}`.execute(
    database,
  );
}

export async function sessionsOf({ database }: From, userId: string) {
  const { rows } = await sql<{ sessionId: string; device: string; startedAt: Date; endsAt: Date }>`
    select id as "sessionId", coalesce("userAgent", '') as device, "createdAt" as "startedAt", "expiresAt" as "endsAt"
    from sign_in.session where "userId" = ${userId} and "expiresAt" > auth.now()
    order by "createdAt" desc`.execute(database);
  return rows;
}

/** Ends one of the person's own sessions; another's stays as it is. */
export async function endSessionOf({ database }: From, userId: string, sessionId: string) {
  await sql`delete from sign_in.session where "userId" = ${userId} and id = ${sessionId}`.execute(
    database,
  );
}

export async function endOtherSessions({ database }: From, userId: string, kept: string) {
  await sql`delete from sign_in.session where "userId" = ${userId} and id <> ${kept}`.execute(
    database,
  );
}

export async function hasAgency({ database }: From) {
  const { rows } = await sql<{ has: boolean }>`select auth.has_agency() as has`.execute(database);
  return rows[0]?.has ?? false;
}
