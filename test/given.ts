import { sql } from 'kysely';
import { presets, type PresetId } from '#domain/program-policy/presets/presets.ts';
import type { Role } from '#domain/access/abilities.ts';
import { restrictedClasses } from '#domain/people.ts';
import { transact } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import type { House } from '#test/house.ts';

const id = () => newId(Temporal.Now.instant());
const sha256 = `encode(sha256($1::bytea), 'hex')`;
export type GivenAgency = { agencyId: string; name: string };
export type GivenStaff = { staffId: string; userId: string; name: string };
export type GivenProgram = { programId: string; teamId: string };
export type GivenClient = { clientId: string; enrollmentId: string };

/** Facts to start from, told to the database by its owner. What a test is about goes through the product instead. */
export function givenIn(house: Pick<House, 'owner' | 'ownerDatabase' | 'signIn' | 'session'>) {
  const { owner } = house;
  const user = async (name: string) => {
    const userId = id();
    await owner.query(
      `insert into sign_in."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`,
      [userId, name, `${name}@${userId.slice(-6)}.example`],
    );
    return userId;
  };

  return {
    /** An agency with its first administrator, who is signed in as `<name>-admin`. */
    async agency(name: string, timeZone = 'America/New_York'): Promise<GivenAgency> {
      const [agencyId, staffId, userId] = [id(), id(), await user(`${name}-admin`)];
      await owner.query(
        `insert into auth.founding_code (code_hash, made_at) values (${sha256}, now())`,
        [agencyId],
      );
      await owner.query(`select auth.found_agency(${sha256}, $2)`, [
        agencyId,
        JSON.stringify({
          agencyId,
          name,
          neutralName: 'Community Services',
          contactPhone: '555-0100',
          timeZone,
          staffId,
          userId,
          versionId: id(),
          email: `${name}-admin@example.org`,
          fullName: `${name} Admin`,
          title: 'Administrator',
        }),
      ]);
      house.signIn(`${name}-admin`, await house.session(userId, agencyId));
      return { agencyId, name };
    },

    /** A member of the staff with every training and the right to save lists, signed in under the given name; on the program's team when one is named. */
    async staff(
      { agencyId }: GivenAgency,
      name: string,
      {
        roles,
        program,
        teamRole = 'case-manager',
        trained = restrictedClasses,
      }: { roles: Role[]; program?: GivenProgram; teamRole?: string; trained?: readonly string[] },
    ): Promise<GivenStaff> {
      const [staffId, userId] = [id(), await user(name)];
      await owner.query(
        `with known as (insert into staff (agency_id, staff_id, user_id, email, created_at, may_take_lists)
           values ($1, $2, $3, $4 || '@example.org', now(), true) returning agency_id, staff_id),
         entitled as (insert into staff_role select agency_id, staff_id, unnest($6::text[]), now() from known),
         trained as (insert into staff_training (agency_id, training_id, staff_id, about, completed_on, expires_on, recorded_at)
           select agency_id, gen_random_uuid(), staff_id, unnest($7::text[]), '2020-01-01', '2099-12-31', '2020-01-01Z' from known)
         insert into staff_version (agency_id, staff_id, version_id, full_name, title, valid_from, recorded_at)
           select agency_id, staff_id, $5, $4, 'Case manager', '2020-01-01', '2020-01-01Z' from known`,
        [agencyId, staffId, userId, name, id(), roles, trained],
      );
      if (program) {
        const memberId = id();
        await owner.query(
          `insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4)`,
          [agencyId, memberId, program.teamId, staffId],
        );
        await owner.query(
          `insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
           values ($1, $2, $3, $4, '2020-01-01', '2020-01-01Z')`,
          [agencyId, memberId, id(), teamRole],
        );
      }
      house.signIn(name, await house.session(userId, agencyId));
      return { staffId, userId, name };
    },

    /** A program under one of the five presets, with one team, live since 2020. */
    async program(
      { agencyId }: GivenAgency,
      {
        name = 'Care program',
        preset = 'comprehensive',
        goLiveOn = '2020-01-01',
        policy = presets[preset],
      }: { name?: string; preset?: PresetId; goLiveOn?: string; policy?: object } = {},
    ): Promise<GivenProgram> {
      const [programId, teamId] = [id(), id()];
      await owner.query(
        `insert into program (agency_id, program_id, name, preset, time_zone, go_live_on, created_at)
         values ($1, $2, $3, $4, 'America/New_York', $5, now())`,
        [agencyId, programId, name, preset, goLiveOn],
      );
      await owner.query(
        `insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at, published_digest)
         values ($1, $2, 1, '2000-01-01', $3, auth.now(), auth.policy_digest($3))`,
        [agencyId, programId, JSON.stringify(policy)],
      );
      await owner.query(
        `insert into team (agency_id, team_id, program_id, name) values ($1, $2, $3, 'Team')`,
        [agencyId, teamId, programId],
      );
      return { programId, teamId };
    },

    /** A client with one enrollment, on the worklist as the product's own projector puts it there. */
    async client(
      { agencyId }: GivenAgency,
      {
        program,
        worker,
        name = 'Alma Rivera',
        enrolledOn = '2026-01-15',
        endedOn = null,
      }: {
        program: GivenProgram;
        worker?: GivenStaff;
        name?: string;
        enrolledOn?: string;
        endedOn?: string | null;
      },
    ): Promise<GivenClient> {
      const [given = '', family = ''] = name.split(' ');
      const [clientId, enrollmentId] = [id(), id()];
      const { rows } = await owner.query<{ number: number }>(
        `update agency set next_client_number = next_client_number + 1 where agency_id = $1 returning next_client_number - 1 as number`,
        [agencyId],
      );
      const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
      await transact(
        house.ownerDatabase,
        { asker, purpose: 'administration' },
        async (tx, { at }) => {
          await sql`
            insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, created_at)
            values (${agencyId}, ${clientId}, ${rows[0]?.number}, ${given}, ${family}, lower(${given}), lower(${family}), '', now())`.execute(
            tx,
          );
          await sql`
            insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
            values (${agencyId}, ${enrollmentId}, ${clientId}, ${program.programId}, auth.now() - interval '1 minute')`.execute(
            tx,
          );
          await sql`
            insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, valid_from, valid_to, recorded_at)
            values (${agencyId}, ${enrollmentId}, ${clientId}, ${program.programId}, ${id()}, ${worker?.staffId ?? null}, ${program.teamId}, ${enrolledOn}, ${endedOn}, auth.now())`.execute(
            tx,
          );
          await projectEnrollments({ tx, at, agencyId }, [enrollmentId]);
        },
      );
      return { clientId, enrollmentId };
    },

    /** An outside provider, in an organization of their own, which may tell something of whom it serves. */
    async provider(
      { agencyId }: GivenAgency,
      {
        name = 'Dr Hana Lee',
        title = 'Physician',
        providerClass = 'medical',
        organization = 'Riverside Clinic',
        email = '',
        tells = 'general',
      } = {},
    ): Promise<{ providerId: string; organizationId: string }> {
      const [providerId, organizationId] = [id(), id()];
      await owner.query(
        `insert into organization (agency_id, organization_id, name, class, created_at) values ($1, $2, $3, $4, now())`,
        [agencyId, organizationId, organization, tells],
      );
      await owner.query(
        `insert into provider (agency_id, provider_id, created_at) values ($1, $2, now())`,
        [agencyId, providerId],
      );
      await owner.query(
        `insert into provider_version (agency_id, provider_id, version_id, full_name, title, provider_class, organization_id, email, valid_from, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, '2020-01-01', '2020-01-01Z')`,
        [
          agencyId,
          providerId,
          id(),
          name,
          title,
          providerClass,
          organizationId,
          email || `${providerId.slice(-6)}@clinic.example`,
        ],
      );
      return { providerId, organizationId };
    },

    /** Consent to share with one provider, from 2020 on unless said otherwise. */
    async consent(
      { agencyId }: GivenAgency,
      {
        client,
        providerId,
        by,
        classes = ['general'],
        validFrom = '2020-01-01',
        validUntil = null,
      }: {
        client: GivenClient;
        providerId: string;
        by: GivenStaff;
        classes?: string[];
        validFrom?: string;
        validUntil?: string | null;
      },
    ): Promise<string> {
      const consentId = id();
      await owner.query(
        `with signed as (
           insert into consent (agency_id, consent_id, client_id, classes, purposes, valid_from, valid_until, signed_on, recorded_at, recorded_by)
           values ($1, $2, $3, $5, '{case_conference}', $6, $7, $6, now(), $8))
         insert into consent_party (agency_id, party_id, consent_id, client_id, side, kind, provider_id, since, recorded_at, recorded_by)
         values ($1, $9, $2, $3, 'recipient', 'person', $4, $6, now(), $8)`,
        [
          agencyId,
          consentId,
          client.clientId,
          providerId,
          classes,
          validFrom,
          validUntil,
          by.staffId,
          id(),
        ],
      );
      return consentId;
    },
  };
}
