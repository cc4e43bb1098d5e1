import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallExport } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { confirm, discard, previewOf, sendFile, usualChoices, zipOf } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

const half = {
  id: 'PA',
  becomes: { kind: 'new', name: '', preset: null, goLiveOn: '', class: 'hiv' },
};
const ours = { id: 'A1', choice: 'this-agency' };
const partner = { id: 'P1', choice: 'partner-name' };

/** An agency whose file waits to be chosen for, and what its administrators ask. */
async function chosenFor(name: string) {
  const agency = await given.agency(name);
  await given.staff(agency, `${name}-second`, { roles: ['administrator'] });
  const asking = (importId: string, who = `${name}-admin`) => {
    const path = `/api/imports/${importId}`;
    return {
      importId,
      read: async () => (await house.as(who).get(path)).body,
      keep: (choices: object) =>
        house.as(who).post(`${path}/choices/keep`, { organizations: [], projects: [], ...choices }),
      choose: (more: object = {}) =>
        house.as(who).post(`${path}/choices`, { ...usualChoices, ...more }),
    };
  };
  const upload = async () =>
    asking((await sendFile(house, `${name}-admin`, zipOf(smallExport()))).body.importId);
  return { upload, second: (importId: string) => asking(importId, `${name}-second`) };
}

/** As after a restart: the run stands open, and nobody holds its file. */
async function lose(name: string, importId: string, choices: unknown) {
  await discard(house, name, importId);
  await house.owner.query(
    `update import_run set state = 'preview', finished_at = null, choices = $2 where import_id = $1`,
    [importId, JSON.stringify(choices)],
  );
}

test('what was chosen so far, right or not, stands there for whoever comes back to the file, and nothing is written by it (REQ-142)', async () => {
  const one = await (await chosenFor('kept')).upload();
  const first = await one.keep({ organizations: [ours] });
  await one.keep({ organizations: [partner], projects: [half] });

  const { choices, choicesRevision, state, previewKey } = await one.read();

  expect(first.body).toEqual({
    choices: { organizations: [ours], projects: [] },
    choicesRevision: 1,
  });
  expect(choices).toEqual({ organizations: [ours, partner], projects: [half] });
  expect([choicesRevision, state, previewKey]).toEqual([2, 'choosing', null]);
  const { rows } = await house.owner.query(
    `select operation, outcome from audit where operation like '%choices/keep' and outcome = 'done'`,
  );
  expect(rows).toHaveLength(2);
  await discard(house, 'kept-admin', one.importId);
});

test('two administrators at one file each keep what they chose, of the same thing the later stands, and neither sees a preview of what they have not seen (REQ-142)', async () => {
  const { upload, second } = await chosenFor('both');
  const first = await upload();
  const other = second(first.importId);
  await first.keep({ organizations: [ours] });
  await other.keep({ organizations: [partner, { ...ours, choice: 'leave-out' }] });
  await first.keep({ organizations: [ours] });

  const seen = await other.read();
  const stale = await first.choose({ revision: 1 });
  const shown = await first.choose({ revision: 3 });

  expect(seen.choices.organizations).toEqual([ours, partner]);
  expect(stale).toMatchObject({ status: 409, body: { type: 'changed-meanwhile' } });
  expect(shown).toMatchObject({ status: 200, body: { state: 'preview', choicesRevision: 4 } });
  await discard(house, 'both-admin', first.importId);
});

test('a preview of other choices is over: it is not confirmed, and the choices are back on the page (REQ-142)', async () => {
  const { upload, second } = await chosenFor('other');
  const one = await upload();
  const { previewKey } = (await one.choose()).body;
  await second(one.importId).keep({ organizations: [{ ...ours, choice: 'leave-out' }] });

  const { importId } = one;
  const reply = await confirm(house, 'other-admin', { importId, previewKey });

  expect(reply).toMatchObject({ status: 409, body: { type: 'import-not-ready' } });
  expect((await one.read()).state).toBe('choosing');
  await discard(house, 'other-admin', importId);
});

test('choices for a file that was lost go on with the next; those of one that was cancelled do not, nor are they taken for those of an import (REQ-142)', async () => {
  const { upload } = await chosenFor('lost');
  const gone = await upload();
  await lose('lost-admin', gone.importId, { organizations: [ours], projects: [half] });
  const late = await gone.keep({ organizations: [partner] });
  const next = await upload();
  const found = await next.read();
  await next.keep({ organizations: [partner] });
  await discard(house, 'lost-admin', next.importId);
  await house.owner.query(`update import_run set choices = '{}' where import_id = $1`, [
    gone.importId,
  ]);
  const last = await (await upload()).read();
  await discard(house, 'lost-admin', last.importId);

  expect(late).toMatchObject({ status: 409, body: { type: 'import-over' } });
  expect(found.choices).toEqual({ organizations: [ours], projects: [half] });
  expect(found.choicesUsedLast).toEqual({ organizations: [], projects: [] });
  expect(last.choices).toEqual({ organizations: [], projects: [] });
});

test('a command that uses the last choices again uses those of the last import, and none that somebody has only begun (REQ-142)', async () => {
  const { upload } = await chosenFor('again');
  const { importId, body } = await previewOf(house, 'again-admin');
  await confirm(house, 'again-admin', { importId, previewKey: body.previewKey });
  const begun = await upload();
  await begun.keep({ organizations: [{ ...ours, choice: 'leave-out' }] });

  const { choices, choicesUsedLast } = await begun.read();

  const choiceOf = ({ organizations }: { organizations: { id: string; choice: string }[] }) =>
    organizations.find(({ id }) => id === 'A1')?.choice;
  expect([choiceOf(choices), choiceOf(choicesUsedLast)]).toEqual(['leave-out', 'this-agency']);
  expect(choicesUsedLast.projects[0].becomes.kind).toBe('existing');
  await discard(house, 'again-admin', begun.importId);
});

test('choices are kept by administrators of the agency alone, and only in a shape that the page can show (REQ-142)', async () => {
  const { upload } = await chosenFor('walled');
  const one = await upload();
  const agency = await given.agency('beyond');
  await given.staff(agency, 'beyond-worker', { roles: ['case-manager'] });
  const path = `/api/imports/${one.importId}/choices/keep`;
  const choices = { organizations: [ours], projects: [] };

  const ask = async (who: string) => (await house.as(who).post(path, choices)).status;
  const wrong = await one.keep({
    projects: [{ ...half, becomes: { ...half.becomes, goLiveOn: 'soon' } }],
  });

  expect([await ask('beyond-admin'), await ask('beyond-worker')]).toEqual([409, 403]);
  expect((await house.visitor.post(path, choices)).status).toBe(401);
  expect(wrong.status).toBe(400);
  expect((await one.read()).choices).toEqual({ organizations: [], projects: [] });
  await discard(house, 'walled-admin', one.importId);
});
