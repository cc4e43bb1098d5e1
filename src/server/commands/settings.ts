import { readConfiguration, type Configuration } from '#server/platform/configuration.ts';

export const demoUsage = 'With -- --demo at its end the command is for the demo of npm run demo.';

/** The settings of npm start; with --demo those of a demo, which lie apart. What else was typed is the command's own. */
export function splitDemo(args: readonly string[]): {
  rest: string[];
  settings: () => Configuration;
} {
  const rest = args.filter((each) => each !== '--demo');
  const sample = rest.length < args.length;
  return { rest, settings: () => readConfiguration(process.env, { sample }) };
}
