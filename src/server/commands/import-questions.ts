import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { WrongCommand } from './import-arguments.ts';
import type { Credentials } from './import-caller.ts';

const silence = () =>
  new Writable({
    write: (_chunk, _encoding, done) => done(),
  });

/** What is typed at a hidden question does not appear on the screen. */
async function ask(question: string, { isHidden = false } = {}): Promise<string> {
  if (!process.stdin.isTTY)
    throw new WrongCommand(
      `Nobody is here to ask (${question.trim()}). Set ROUNDTABLE_EMAIL and ROUNDTABLE_PASSWORD, and add --yes.`,
    );
  process.stdout.write(question);
  const output = isHidden ? silence() : process.stdout;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    if (isHidden) process.stdout.write('\n');
  }
}

/** From the environment, so that a schedule can run it; what is missing there is asked for. */
export async function askCredentials(): Promise<Credentials> {
  const { env } = process;
  return {
    email: env['ROUNDTABLE_EMAIL'] ?? (await ask('Email address: ')),
    password: env['ROUNDTABLE_PASSWORD'] ?? (await ask('Password: ', { isHidden: true })),
    code: async () => env['ROUNDTABLE_CODE'] ?? ask('Code of your authenticator app: '),
  };
}

export const confirms = async (question: string) =>
  ['y', 'yes'].includes((await ask(question)).trim().toLowerCase());
