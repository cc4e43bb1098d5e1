import { parseArgs } from 'node:util';

export const usage = `Imports an HMIS CSV export into the Roundtable that is running.

  npm run import -- hmis FILE_OR_FOLDER [options]

  FILE_OR_FOLDER         a zip of the export, or the folder with its CSV files
  --write-choices FILE   write what the file holds, to be edited into choices; import nothing
  --choices FILE         what becomes of each organization and project; without it, the choices
                         of the last import are used again
  --agency NAME          for which agency, where your account has several
  --yes                  do not ask before writing

  You sign in as an administrator. Address and password are asked for, or are read from
  ROUNDTABLE_EMAIL, ROUNDTABLE_PASSWORD and, with an authenticator app, ROUNDTABLE_CODE.
  The product is looked for at PUBLIC_ORIGIN (or http://localhost and PORT).

  The exit code is 0 when it was done, 1 when it was refused or failed, 2 when the command is wrong.
`;

/** The command itself is wrong: what to type instead is said with it. */
export class WrongCommand extends Error {}

export type ImportArguments = {
  path: string;
  agency: string | undefined;
  choices: string | undefined;
  writeChoices: string | undefined;
  isYes: boolean;
};

const options = {
  agency: { type: 'string' },
  choices: { type: 'string' },
  'write-choices': { type: 'string' },
  yes: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What was typed, or 'help'. */
export function readArguments(args: string[]): ImportArguments | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const [kind, path, ...more] = positionals;
  if (kind !== 'hmis' || path === undefined || more.length > 0)
    throw new WrongCommand('Say what to import: npm run import -- hmis FILE_OR_FOLDER');
  if (values.choices !== undefined && values['write-choices'] !== undefined)
    throw new WrongCommand('Use either --choices or --write-choices.');
  return {
    path,
    agency: values.agency,
    choices: values.choices,
    writeChoices: values['write-choices'],
    isYes: values.yes,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongCommand(error instanceof Error ? error.message : 'That is not understood.');
  }
}
