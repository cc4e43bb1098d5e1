import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DueRow } from '#contract/today.ts';
import { projectDaily } from '#server/features/today/project-daily.ts';
import { makeSample } from '#server/sample/make-sample.ts';
import type { SampleNote } from '#server/sample/sample-folder.ts';
import { openWindow, type Window } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const said: string[] = [];
let dataDir = '';
let note: SampleNote;
let took = 0;

const making = () => ({
  dataDir,
  migrator: house.migrator,
  logins: house.logins,
  shell: { ...house.shell, isSample: true },
  say: (line: string) => void said.push(line),
});

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sample-'));
  const begun = performance.now();
  note = await makeSample(making());
  took = performance.now() - begun;
  await projectDaily(house.shell);
}, 120_000);
afterAll(async () => {
  await house.close();
  await rm(dataDir, { recursive: true, force: true });
});

const signedIn = async (role: string): Promise<Window> => {
  const person = note.people.find((each) => each.role === role);
  const window = openWindow(house);
  const reply = await window.signIn(person?.email ?? '', person?.password ?? '');
  if (reply.status !== 200) throw new Error(reply.text);
  return window;
};

describe('the sample agency', () => {
  test('x', async () => {
    console.log(took);
    const window = await signedIn('supervisor');
    for (const when of ['due', 'late', 'later', 'all']) {
      const { body } = await window.get(`/api/today/due?scope=all&when=${when}`);
      console.log(when, body.rows?.map((r: DueRow) => [r.name, r.programName, r.status, r.due, r.rule, r.lastHeldOn].join(' | ')).join('\n') ?? body);
    }
    const c = await window.get('/api/today/counts?scope=all');
    console.log(JSON.stringify(c.body));
  });
});
