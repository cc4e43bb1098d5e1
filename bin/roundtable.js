#!/usr/bin/env node
// Everything that needs a newer Node is imported only after this check, so that an old one can still explain itself.
const major = Number(process.versions.node.split('.')[0]);

if (major < 18) {
  console.error(
    `Roundtable needs Node 18 or newer to start; this is Node ${process.versions.node}. Get one from https://nodejs.org.`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./launcher/main.js');
  process.exitCode = await main(process.argv.slice(2));
}
