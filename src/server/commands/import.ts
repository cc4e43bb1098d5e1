import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { choicesInAFile, type ChoicesMade } from '#contract/import-choices.ts';
import * as contract from '#contract/imports.ts';
import { inPlainWords } from '#contract/plain-words.ts';
import { hmisFileNames } from '#domain/hmis/hmis-files.ts';
import { zipFolder } from '#server/platform/archive-folder.ts';
import { readConfiguration, WrongSettings } from '#server/platform/configuration.ts';
import { readArguments, usage, WrongCommand, type ImportArguments } from './import-arguments.ts';
import { aMoment, Caller, CannotImport } from './import-caller.ts';
import { askCredentials, confirms } from './import-questions.ts';
import { choicesToEdit, reportInWords } from './import-words.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function upload(caller: Caller, path: string): Promise<contract.ImportView> {
  const found = await stat(path).catch(() => {
    throw new WrongCommand(`There is no file or folder ${path}.`);
  });
  const bytes = found.isDirectory() ? zipFolder(path, hmisFileNames) : createReadStream(path);
  const body = Readable.toWeb(Readable.from(bytes, { objectMode: false }));
  const address = `${contract.uploadExport.path}?${new URLSearchParams({ fileName: basename(path) }).toString()}`;
  const length = found.isDirectory() ? null : found.size;
  return contract.uploadExport.reply.parse(await caller.send(address, body, length));
}

async function choicesFor(
  open: contract.ImportView,
  { choices }: ImportArguments,
): Promise<ChoicesMade> {
  if (choices === undefined) {
    if (open.choicesUsedLast.organizations.length > 0) return open.choicesUsedLast;
    throw new WrongCommand(
      'Nothing was imported before, so there are no choices to use again. Make them first, with --write-choices FILE.',
    );
  }
  const text = await readFile(choices, 'utf8').catch(() => {
    throw new WrongCommand(`There is no file ${choices}.`);
  });
  const read = choicesInAFile.safeParse(parsed(text, choices), { error: inPlainWords });
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `\n  ${path.join('.')}: ${message}`);
  throw new WrongCommand(`${choices} has mistakes:${lines.join('')}`);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongCommand(`${file} is not valid JSON.`);
  }
}

/** Confirms, and tells how far the writing is until it has ended. */
async function apply(caller: Caller, importId: string, previewKey: string) {
  let open = await caller.call(contract.applyImport, { importId, previewKey });
  while (open.state === 'applying') {
    const { done = 0, of = null } = open.progress ?? {};
    process.stderr.write(`\r${done} of ${of ?? done} written`);
    await aMoment();
    open = await caller.call(contract.readImport, { importId });
  }
  process.stderr.write('\r');
  if (open.state !== 'applied')
    throw new CannotImport('The import failed, and nothing was written. Try again.');
  return open;
}

async function run(given: ImportArguments): Promise<number> {
  const { publicOrigin } = readConfiguration(process.env);
  const caller = new Caller(publicOrigin);
  const { agency } = await caller.signIn(await askCredentials(), given.agency);
  let open: contract.ImportView | null = null;
  try {
    say(`Reading ${given.path} for ${agency?.name ?? 'your agency'}.`);
    open = await upload(caller, given.path);
    if (open.state === 'refused') {
      say('This file was refused. Nothing was imported.');
      if (open.report) say(reportInWords(open.report));
      return 1;
    }
    if (given.writeChoices !== undefined) {
      await writeFile(given.writeChoices, choicesToEdit(open));
      say(`Edit ${given.writeChoices}, then run this again with --choices ${given.writeChoices}.`);
      return 0;
    }
    const { importId } = open;
    const choices = await choicesFor(open, given);
    open = await caller.call(contract.chooseForImport, { importId, ...choices });
    if (open.report) say(reportInWords(open.report));
    if (open.report?.isRefused || open.previewKey === null) return 1;
    if (!given.isYes && !(await confirms('Write this? Type yes to go on: '))) {
      say('Nothing was imported.');
      return 1;
    }
    open = await apply(caller, importId, open.previewKey);
    say('Imported.');
    return 0;
  } finally {
    if (open && (open.state === 'choosing' || open.state === 'preview'))
      await caller.call(contract.discardImport, { importId: open.importId }).catch(() => {});
    await caller.signOut().catch(() => {});
  }
}

async function main(args: string[]): Promise<number> {
  try {
    const given = readArguments(args);
    if (given !== 'help') return await run(given);
    say(usage);
    return 0;
  } catch (error) {
    const isWrong = error instanceof WrongCommand || error instanceof WrongSettings;
    if (!isWrong && !(error instanceof CannotImport)) throw error;
    process.stderr.write(`${error.message}\n`);
    return isWrong ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
