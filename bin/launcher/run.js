import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { onStop, watchParent } from './stopping.js';
import { Trouble } from './trouble.js';

const PATIENCE = 40_000;

function environment(node, env) {
  return {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH || ''}`,
    INIT_CWD: process.env.INIT_CWD || process.cwd(),
    ...env,
  };
}

const codeOf = (code, signal) => (signal ? 128 + constants.signals[signal] : code);

function ending(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (fault) =>
      reject(
        new Trouble(
          `Node 26 from npm does not run on this machine (${fault.message}). Install Node 26 or newer from https://nodejs.org.`,
        ),
      ),
    );
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/**
 * Runs the server in a session of its own: Ctrl-C reaches it once, through us. It is tied to us by a channel
 * (leash.js), so that it stops cleanly when we are killed.
 */
export async function runServer(node, args, { cwd, env = {} }) {
  const leash = new URL('./leash.js', import.meta.url).href;
  const child = spawn(node, ['--import', leash, ...args], {
    cwd,
    env: environment(node, env),
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = ending(child);
  let patience;
  const stop = (signal) => {
    if (patience) return;
    child.kill(signal);
    patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  };
  const forget = onStop(['SIGINT', 'SIGTERM', 'SIGHUP'], (signal) =>
    stop(signal === 'SIGHUP' ? 'SIGTERM' : signal),
  );
  const watch = watchParent(stop);
  try {
    const { code, signal } = await ended;
    if (signal && !patience)
      console.error(
        `Roundtable was ended from outside (${signal}). What it had confirmed is kept; start it again.`,
      );
    return codeOf(code, signal);
  } finally {
    forget();
    clearTimeout(patience);
    clearInterval(watch);
  }
}

/** Runs a tool in our own terminal; Ctrl-C reaches it directly there. */
export async function runTool(node, args, { cwd, env = {} }) {
  const child = spawn(node, args, { cwd, env: environment(node, env), stdio: 'inherit' });
  const ended = ending(child);
  const forget = onStop(['SIGINT', 'SIGTERM', 'SIGHUP'], (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
  try {
    const { code, signal } = await ended;
    return codeOf(code, signal);
  } finally {
    forget();
  }
}
