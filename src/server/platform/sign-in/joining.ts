import { sql } from 'kysely';
import type { SignIn } from './sign-in.ts';

type From = Pick<SignIn, 'database'>;

export type Invitation = {
  agencyId: string;
  agencyName: string;
  staffId: string;
  fullName: string;
  email: string;
};

/** The invitation that this code opens, while it may still be used. */
export async function findInvitation(
  { database }: From,
  codeHash: string,
): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select agency_id as "agencyId", agency_name as "agencyName", staff_id as "staffId", full_name as "fullName", email
    from auth.find_invitation(${codeHash})`.execute(database);
  return rows[0];
}

/** Uses the invitation up and ties the sign-in to the staff member it was made for. */
export async function linkUser(
  { database }: From,
  invitation: Invitation,
  { userId, codeHash }: { userId: string; codeHash: string },
): Promise<boolean> {
  const { rows } = await sql<{ linked: boolean }>`
    select auth.link_user(${invitation.agencyId}, ${invitation.staffId}, ${userId}, ${codeHash}) as linked`.execute(
    database,
  );
  return rows[0]?.linked ?? false;
}

export async function hasSignIn({ database }: From, email: string) {
  const { rows } =
    await sql`select 1 from sign_in."user" where email = ${email.toLowerCase()}`.execute(database);
  return rows.length > 0;
}

/** Takes a sign-in back whose agency or invitation was gone when it was needed. */
export async function removeUser({ database }: From, userId: string) {
  await sql`delete from sign_in."user" where id = ${userId}`.execute(database);
}

/** Frees an address that a founding left taken when it was killed half way: nobody works anywhere under it. */
export async function forgetUnfounded({ database }: From, codeHash: string, email: string) {
  await sql`select auth.forget_unfounded(${codeHash}, ${email})`.execute(database);
}

export async function isFoundingCodeOpen({ database }: From, codeHash: string) {
  const { rows } = await sql<{ open: boolean }>`
    select auth.founding_code_is_open(${codeHash}) as open`.execute(database);
  return rows[0]?.open ?? false;
}

export type NewAgency = {
  agencyId: string;
  name: string;
  neutralName: string;
  contactPhone: string;
  timeZone: string;
  isSample: boolean;
  staffId: string;
  versionId: string;
  userId: string;
  email: string;
  fullName: string;
  title: string;
};

/** False where somebody else has used the code in the meantime; then nothing was made. */
export async function foundAgency({ database }: From, codeHash: string, agency: NewAgency) {
  try {
    await sql`select auth.found_agency(${codeHash}, ${JSON.stringify(agency)}::jsonb)`.execute(
      database,
    );
    return true;
  } catch (fault) {
    if (codeOf(fault) === '42501') return false;
    throw fault;
  }
}

const codeOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null ? Reflect.get(fault, 'code') : undefined;
