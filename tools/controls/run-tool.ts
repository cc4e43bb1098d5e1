import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ToolName } from './wall.ts';

type Answer = { ok: boolean; output: string };

/** Runs a command of the project in the copy; the answer is whether it was content, and what it said. */
const run = (copy: string, command: string, args: string[]): Promise<Answer> =>
  new Promise((resolve) => {
    const PATH = [join(copy, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
    const options = { cwd: copy, env: { ...process.env, PATH, NO_COLOR: '1' }, timeout: 300_000 };
    execFile(command, args, { ...options, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ ok: !error, output: `${stdout}${stderr}` }),
    );
  });

/** Without the project's own set-up, which would start a database: rules and titles need none. */
async function bareVitest(copy: string, args: string[]): Promise<Answer> {
  await mkdir(join(copy, '.reports'), { recursive: true });
  await writeFile(join(copy, '.reports/bare.config.mjs'), 'export default {};\n');
  const bare = ['--root', '.', '--config', '.reports/bare.config.mjs'];
  return run(copy, 'vitest', ['run', ...bare, ...args]);
}

async function account(copy: string, files: string[]): Promise<Answer> {
  const report = '.reports/control.json';
  await bareVitest(copy, ['--reporter=json', `--outputFile=${report}`, ...files]);
  return run(copy, 'node', ['tools/ledger.ts', '--report', report]);
}

const roomOf = (file = '') => file.split('/').slice(0, 2).join('/');

const tools: Record<ToolName, (copy: string, files: string[]) => Promise<Answer>> = {
  oxlint: (copy, files) => run(copy, 'oxlint', files),
  tsc: (copy, [file]) => run(copy, 'tsc', ['-p', roomOf(file)]),
  knip: (copy) => run(copy, 'knip', []),
  oxfmt: (copy, files) => run(copy, 'oxfmt', ['--check', ...files]),
  ledger: account,
  vitest: bareVitest,
};

export const runTool = (tool: ToolName, copy: string, files: string[]) => tools[tool](copy, files);
