import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Login } from '#server/platform/database.ts';
import { migrate } from '#server/platform/migrate.ts';

/** How the first release left its data: a database that is at work comes along with every later one. */
const firstRelease = '0016-facts-that-people-record.sql';

const template = inject('migrator');

export const id = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const [agency, ana, program, alma, enrollment] = [1, 2, 3, 5, 6].map(id);
const [team, meeting] = [4, 10].map(id);
export const [lee, clinic, consent] = [7, 8, 9].map(id);

/** A worker, a client of an HIV program with a care team of one provider, and what was said and sent about them. */
const atWork = `
  insert into agency (agency_id, name, neutral_name, contact_phone, time_zone, created_at)
    values ('${agency}', 'Riverbend', 'Community Services', '555-0100', 'America/New_York', '2026-01-01Z');
  insert into sign_in."user" (id, name, email, "emailVerified") values ('ana', 'Ana', 'ana@riverbend.example', true);
  insert into staff (agency_id, staff_id, user_id, email, created_at) values ('${agency}', '${ana}', 'ana', 'ana@riverbend.example', '2026-01-01Z');
  insert into staff_version (agency_id, staff_id, version_id, full_name, title, valid_from, recorded_at)
    values ('${agency}', '${ana}', '${id(20)}', 'Ana Reyes', 'Case manager', '2026-01-01', '2026-01-01Z');
  insert into program (agency_id, program_id, name, preset, time_zone, go_live_on, class, created_at)
    values ('${agency}', '${program}', 'Follow-up', 'comprehensive', 'America/New_York', '2026-01-01', 'hiv', '2026-01-01Z');
  insert into team (agency_id, team_id, program_id, name) values ('${agency}', '${team}', '${program}', 'Team');
  insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, created_at)
    values ('${agency}', '${alma}', 1, 'Alma', 'Rivera', 'alma', 'rivera', '', '2026-01-02Z');
  insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
    values ('${agency}', '${enrollment}', '${alma}', '${program}', '2026-01-02Z');
  insert into enrollment_version (agency_id, enrollment_id, version_id, worker_id, team_id, valid_from, recorded_at)
    values ('${agency}', '${enrollment}', '${id(21)}', '${ana}', '${team}', '2026-01-02', '2026-01-02Z');
  insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
    values ('${agency}', '${program}', 1, '2026-01-01', '{"cadence":[{"firstDue":{"from":"initial_plan_date"}}]}', '2026-01-01Z');
  insert into obligation (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength, state, explanation)
    values ('${agency}', '${enrollment}', 'routine', '${alma}', '${program}', '${team}', '${ana}', 'routine', 'required', 'open',
      '{"basis":{"code":"awaits_initial_plan"},"flags":{},"state":"open"}');
  delete from stale_enrollment;
  insert into client_contact_note (agency_id, client_id, body, written_by, written_at)
    values ('${agency}', '${alma}', 'Call after five', '${ana}', '2026-01-03Z');
  insert into organization (agency_id, organization_id, name, created_at) values ('${agency}', '${clinic}', 'Clinic', '2026-01-01Z');
  insert into provider (agency_id, provider_id, created_at) values ('${agency}', '${lee}', '2026-01-01Z');
  insert into provider_version (agency_id, provider_id, version_id, full_name, title, provider_class, organization_id, email, valid_from, recorded_at)
    values ('${agency}', '${lee}', '${id(22)}', 'Dr Lee', 'Physician', 'medical', '${clinic}', 'lee@clinic.example', '2026-01-01', '2026-01-01Z');
  insert into consent (agency_id, consent_id, client_id, provider_id, classes, purpose, valid_from, signed_on, recorded_at, recorded_by)
    values ('${agency}', '${consent}', '${alma}', '${lee}', '{general,hiv}', 'case_conference', '2026-01-04', '2026-01-04', '2026-01-04Z', '${ana}');
  insert into disclosure (agency_id, disclosure_id, client_id, provider_id, classes, description, purpose, channel, basis, consent_id, disclosed_at)
    values ('${agency}', '${meeting}', '${alma}', '${lee}', '{general,hiv}', 'Invitation', 'case_conference', 'email', 'consent', '${consent}', '2026-01-05Z');
  insert into due_snapshot (agency_id, snapshot_id, as_of, knowledge, known_at, state, total, looked_at, asked_by, asked_at)
    values ('${agency}', '${id(13)}', '2026-01-31', 'today', '2026-02-01Z', 'done', 1, 1, '${ana}', '2026-02-01Z');`;

/** A database of its own, as the first release left it. */
export async function asFirstReleased(): Promise<{ migrator: Login; client: pg.Client }> {
  const migrator = { ...template, database: `upgrade_${randomBytes(4).toString('hex')}` };
  await emptyDatabase(migrator.database);
  await migrate(migrator, firstRelease);
  const client = new pg.Client(migrator);
  await client.connect();
  await client.query(atWork);
  return { migrator, client };
}

export async function emptyDatabase(name: string) {
  const server = new pg.Client({ ...template, database: 'postgres' });
  await server.connect();
  await server.query(`create database ${name} template template0`);
  await server.end();
}
