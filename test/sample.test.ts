import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DueRow } from '#contract/today.ts';
import { projectDaily } from '#server/features/today/project-daily.ts';
import { readConfiguration } from '#server/platform/configuration.ts';
import type { Login } from '#server/platform/database.ts';
import { makeSample, signInTable } from '#server/sample/make-sample.ts';
import { openData } from '#server/sample/open-data.ts';
import { writeNote, type SampleNote } from '#server/sample/sample-folder.ts';
import { foundedAgency, openWindow, type Window } from '#test/browser-like.ts';
import { startHouse, type House } from '#test/house.ts';

const house = await startHouse({ isAlone: true });
const realHouse = await startHouse({ isAlone: true });
const said: string[] = [];
let folder = '';
let note: SampleNote;

const making = (dataDir: string) => ({
  dataDir,
  migrator: house.migrator,
  logins: house.logins,
  shell: { ...house.shell, isSample: true },
  say: (line: string) => void said.push(line),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
  note = await makeSample(making(folder));
  await projectDaily(house.shell);
}, 300_000);
afterAll(async () => {
  await house.close();
  await realHouse.close();
  await rm(folder, { recursive: true, force: true });
});

async function signedIn(role: string): Promise<Window> {
  const person = note.people.find((each) => each.role === role);
  const window = openWindow(house);
  const reply = await window.signIn(person?.email ?? '', person?.password ?? '');
  if (reply.status !== 200) throw new Error(reply.text);
  return window;
}

async function dueRows(window: Window, query: string): Promise<DueRow[]> {
  return (await window.get(`/api/today/due?scope=all&${query}`)).body.rows;
}

describe('the sample agency', () => {
  test('it is a sample, its time is the world’s, and nobody is left signed in', async () => {
    const window = await signedIn('administrator');
    const { rows: clocks } = await house.owner.query(`select ahead::text from auth.clock`);
    const { rows: sessions } = await house.owner.query(
      `select count(*)::int as n from sign_in.session`,
    );

    expect((await window.get('/api/session')).body.agency).toMatchObject({
      name: 'Riverbend Care (sample)',
      isSample: true,
    });
    expect(clocks).toEqual([{ ahead: '00:00:00' }]);
    expect(sessions).toEqual([{ n: 1 }]);
  });

  test('each role signs in with a password of its own that only its user may read', async () => {
    const passwords = new Set(note.people.map(({ password }) => password));
    const kept = await stat(join(folder, 'sample.json'));

    for (const { role } of note.people)
      expect((await (await signedIn(role)).get('/api/session')).body.roles).toEqual([role]);
    expect(passwords.size).toBe(6);
    expect(kept.mode & 0o777).toBe(0o600);
    expect(signInTable(note)).toContainEqual(
      expect.stringMatching(/^ {2}ana\.reyes@riverbend-sample\.example +case-manager +\S{24}$/),
    );
  });

  test('there are 40 clients, late, due today, due soon, later and never due', async () => {
    const supervisor = await signedIn('supervisor');
    const all = await dueRows(supervisor, 'when=all');
    const { rows } = await house.owner.query(`select count(*)::int as n from client`);
    const { rows: notRequired } = await house.owner.query(
      `select distinct p.preset from enrollment e join program p using (agency_id, program_id)`,
    );

    expect(rows).toEqual([{ n: 40 }]);
    expect(notRequired).toHaveLength(4);
    expect(new Set(all.map(({ status }) => status))).toEqual(
      new Set(['overdue', 'due_today', 'due_soon', 'current']),
    );
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['cadence', 'first']));
    expect(await dueRows(supervisor, 'when=all&backlog=yes')).toHaveLength(3);
  });

  test('conferences stand in every state that one comes to by itself', async () => {
    const { rows } = await house.owner.query(
      `select state, count(*)::int as n from conference group by state order by state`,
    );
    const { rows: waiting } = await house.owner.query(
      `select count(*)::int as n from mail where state = 'queued'`,
    );

    expect(rows).toEqual([
      { state: 'cancelled', n: 1 },
      { state: 'closed', n: 12 },
      { state: 'draft', n: 3 },
      { state: 'ended', n: 1 },
      { state: 'scheduled', n: 3 },
    ]);
    expect(waiting[0].n).toBeGreaterThan(3);
  });

  test('every conference that was closed counts under the rules of its program', async () => {
    const { rows } = await house.owner.query(
      `select count(*)::int as n, bool_and(qualifies) as all from review_closing_version`,
    );

    expect(rows).toEqual([{ n: 17, all: true }]);
  });

  test('changes, attempts and an exemption are on record, and the list tells of the changes (REQ-022, REQ-157)', async () => {
    const supervisor = await signedIn('supervisor');
    expect(await dueRows(supervisor, 'when=all&why=change')).toHaveLength(2);
    const { rows } = await house.owner.query(
      `select (select count(*)::int from attempt where state = 'confirmed') as attempts,
         (select count(*)::int from exemption where superseded_at is null) as exemptions`,
    );
    expect(rows).toEqual([{ attempts: 2, exemptions: 1 }]);
  });

  test('after one conference the plan is verified, after another a step is missing there (REQ-158)', async () => {
    const supervisor = await signedIn('supervisor');
    const { rows: toVerify } = (await supervisor.get('/api/service-plan/open?scope=all')).body;
    const { rows } = await house.owner.query(
      `select result, count(*)::int as n from plan_verification group by 1 order by 1`,
    );

    expect(rows).toEqual([
      { result: 'missing', n: 1 },
      { result: 'reflected', n: 1 },
    ]);
    expect(toVerify).toMatchObject([
      { clientName: 'Walter Gibbs', state: 'missing', isLate: true },
    ]);
  });

  test('actions are open, past their date and done', async () => {
    const { rows } = await house.owner.query(
      `select state, due_on < current_date as past, count(*)::int as n from action_item group by 1, 2`,
    );
    const kinds = rows.map(({ state, past }) => `${state} ${past ? 'past' : 'ahead'}`);

    expect(kinds).toEqual(expect.arrayContaining(['open past', 'open ahead', 'done past']));
  });

  test('a second start makes nothing anew', async () => {
    said.length = 0;

    expect(await makeSample(making(folder))).toEqual(note);
    expect(said).toEqual([]);
  });
});

const addressOf = ({ host, port, user, password, database }: Login) =>
  `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;

/** What a start does first with a database and a folder. */
async function open({ migrator }: House, how: { demo: boolean; dataDir: string }) {
  const environment = { DATABASE_URL: addressOf(migrator), DATA_DIR: how.dataDir };
  const configuration = {
    ...readConfiguration(environment, { sample: how.demo }),
    dataDir: how.dataDir,
  };
  const storage = await openData(configuration, { onLost: () => {}, say: () => {} });
  await storage.close();
}

describe('a sample and real data never mix', () => {
  test('a start for real refuses a database that holds a sample (EP-21)', async () => {
    await expect(open(house, { demo: false, dataDir: tmpdir() })).rejects.toThrow(
      /DATABASE_URL holds the sample of a demo, and real data must not be added to it/,
    );
  });

  test('a start for real refuses the folder of a sample before it opens anything', async () => {
    await expect(open(realHouse, { demo: false, dataDir: folder })).rejects.toThrow(
      /sample-\w+ holds the sample of a demo/,
    );
  });

  test('a demo refuses a database with an agency that is no sample (EP-21)', async () => {
    await foundedAgency(realHouse, 'robin@riverbend.example');

    await expect(open(realHouse, { demo: true, dataDir: tmpdir() })).rejects.toThrow(
      /holds an agency that is not a sample, and a demo never touches real data/,
    );
  });

  test('a demo refuses a sample that it has no passwords of, or that was not finished', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sample-'));
    await expect(open(house, { demo: true, dataDir: other })).rejects.toThrow(/not finished/);
    await writeNote(other, { state: 'begun', agencyId: null, people: [] });

    await expect(open(house, { demo: true, dataDir: other })).rejects.toThrow(/not finished/);
    await rm(other, { recursive: true });
  });

  test('control: each opens what is its own', async () => {
    await expect(open(house, { demo: true, dataDir: folder })).resolves.toBeUndefined();
    await expect(open(realHouse, { demo: false, dataDir: tmpdir() })).resolves.toBeUndefined();
  });
});
