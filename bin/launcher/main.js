import { rmSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeLibraryLinks } from './library-links.js';
import { findNode26 } from './node-26.js';
import { installPackages } from './packages.js';
import { installPostgres15 } from './postgres-15.js';
import { Trouble } from './trouble.js';
import { runServer, runTool } from './run.js';
import { reportOfTests } from './test-report.js';
import { buildWebPages } from './web-pages.js';

const home = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const usage = `Roundtable: case conferencing and care coordination

  npm start                            start; then open the address it prints
  npm start -- --new-agency            print an address that makes one more agency
  npm start -- --new-keys              begin anew with keys.json, where it is lost for good
  npm run demo                         the same with a sample agency, apart from real data
  npm run import -- hmis FILE          read an HMIS CSV export (zip or folder)
  npm run verify-audit                 say whether the audit trail is as it was written
  npm run rebuild-due                  derive the worklist anew from the facts, while people work
  npm run rotate-key                   exchange the key that seals words about clients
  npm run recover -- EMAIL             print a link with which that person sets a new password
  npm test                             run all tests
  npm run bench -- --json FILE         measure

  npm start -- --help                  the settings
`;

async function prepare() {
  await installPackages(home);
  makeLibraryLinks(home);
  return findNode26(home);
}

async function showSettings() {
  const node = await prepare();
  const program =
    "import { settingsHelp } from '#server/platform/configuration.ts'; process.stdout.write(settingsHelp());";
  process.stdout.write(`${usage}\n`);
  return runTool(node, ['--input-type=module', '--eval', program], { cwd: home });
}

// The same on every machine, for what an import may take is measured with them; smaller young generations made a busy server slower.
const heapOptions = ['--max-semi-space-size=16', '--max-old-space-size=1024'];

const ofStart = ['--new-agency', '--new-keys'];

async function start(args, extra) {
  if (args.includes('--help') || args.includes('-h')) return showSettings();
  const wanted = args.filter((arg) => !ofStart.includes(arg));
  const more = ofStart.filter((arg) => args.includes(arg));
  if (wanted.length > 0)
    throw new Trouble(
      `"${wanted.join(' ')}" is not understood. ${wanted.includes('--demo') ? 'A demo is started with: npm run demo. ' : ''}Settings are read from the environment, for example: PORT=8080 npm start. ` +
        'For the list: npm start -- --help',
    );
  const node = await prepare();
  buildWebPages(home, node);
  return runServer(node, [...heapOptions, join(home, 'src/server/main.ts'), ...extra, ...more], {
    cwd: home,
  });
}

/** A file that is named on the command line is looked for where the person stands, not where npm goes. */
async function runFromHere(file, args, nodeOptions = []) {
  const node = await prepare();
  const program = join(home, file);
  if (!existsSync(program)) throw new Trouble(`${file} is missing from this copy of Roundtable.`);
  return runTool(node, [...nodeOptions, program, ...args], {
    cwd: process.env.INIT_CWD || process.cwd(),
  });
}

/** Measures what `npm start` would run: the pages as they are built, the server with the same options. */
async function bench(args) {
  const node = await prepare();
  buildWebPages(home, node);
  return runTool(node, [join(home, 'tools/bench.ts'), ...args], {
    cwd: process.env.INIT_CWD || process.cwd(),
    env: { ROUNDTABLE_SERVER_OPTIONS: heapOptions.join(' ') },
  });
}

async function test(args) {
  const node = await prepare();
  buildWebPages(home, node);
  const report = join(home, '.reports', 'test.json');
  rmSync(report, { force: true });
  const wanted = args.filter((arg) => arg !== '--pg15' && arg !== '--deep');
  const env = {
    ...(args.includes('--pg15') ? await installPostgres15(home) : {}),
    ...(args.includes('--deep') ? { ROUNDTABLE_DEEP: '1' } : {}),
  };
  const vitest = join(home, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool(node, [vitest, 'run', ...reporters, ...wanted], { cwd: home, env });
  const { line, isGood } = reportOfTests(report);
  if (code !== 0 && isGood) console.log('The run itself ended with an error; see above.');
  console.log(line);
  return isGood ? code : code || 1;
}

const commands = {
  start: (args) => start(args, []),
  demo: (args) => start(args, ['--demo']),
  import: (args) => runFromHere('src/server/commands/import.ts', args),
  'verify-audit': (args) => runFromHere('src/server/commands/verify-audit.ts', args, heapOptions),
  'rebuild-due': (args) => runFromHere('src/server/commands/rebuild-due.ts', args, heapOptions),
  'rotate-key': (args) => runFromHere('src/server/commands/rotate-key.ts', args),
  recover: (args) => runFromHere('src/server/commands/recover.ts', args),
  bench,
  deep: (args) => runFromHere('tools/deep.ts', args),
  test,
  links: () => {
    makeLibraryLinks(home);
    return 0;
  },
};

/** Runs one command and answers its exit code; trouble that a person can mend is said in one sentence. */
export async function main([name = '', ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stdout.write(usage);
    return name === '' || name === '--help' || name === '-h' ? 0 : 1;
  }
  try {
    return await command(args);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    console.error(trouble.message);
    return 1;
  }
}
