import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { onStop, watchParent } from './stopping.js';
import { Trouble } from './trouble.js';

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function startNpm(node, args, cwd) {
  const program = process.env.npm_execpath || '';
  const PATH = `${dirname(node)}${delimiter}${process.env.PATH || ''}`;
  const options = { cwd, env: { ...process.env, PATH }, stdio: ['ignore', 'ignore', 'pipe'] };
  // Under npm, its own program is at hand even where none is on the path.
  return program.endsWith('npm-cli.js')
    ? spawn(node, [program, ...args], options)
    : spawn('npm', args, options);
}

/** What helps, by the code that npm ends with; most of what goes wrong is that it does not reach its registry. */
function helpWith(said) {
  const code = (/code (E[A-Z]+)/.exec(said) || [])[1];
  if (code === 'ENOSPC') return 'The disk is full. Make room, then start again.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'This user may not write into the folder of Roundtable. Start as the user whose it is, or from a copy of your own.';
  if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EBUSY')
    return 'Another npm was at work in this folder. Wait until it has ended, then start again.';
  return 'It must reach its registry once; then start again.';
}

function endOf(child) {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part) => {
    said += part;
  });
  return new Promise((resolve, reject) => {
    child.once('error', () =>
      reject(new Trouble('npm was not found. It comes with Node: https://nodejs.org.')),
    );
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** Runs npm on the given Node, without any package's script and without its noise; it ends when we are asked to stop. */
export async function runNpm(node, args, cwd) {
  const child = startNpm(node, [...args, ...quiet, '--engine-strict=false'], cwd);
  let isStopped = false;
  const stop = (signal) => {
    isStopped = true;
    child.kill(signal);
  };
  const forget = onStop(signals, stop);
  const watch = watchParent(stop);
  try {
    const { code, said } = await endOf(child);
    if (isStopped)
      throw new Trouble(
        'Stopped before everything was installed. Start again to install the rest.',
      );
    if (code === 0) return;
    const lines = said.split('\n').filter((line) => !line.includes('EBADENGINE'));
    throw new Trouble(
      `${lines.join('\n').trim()}\nnpm could not install what Roundtable needs. ${helpWith(said)}`,
    );
  } finally {
    forget();
    clearInterval(watch);
  }
}
