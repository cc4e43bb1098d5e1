import { readdir, readFile } from 'node:fs/promises';
import type { Received } from '#test/walls/post-office.ts';

/** By what each letter of the product is known, whoever it is to and whatever stands in it. */
export const lettersByName: Readonly<Record<string, RegExp>> = {
  meetingInvitation: /^You are invited to a meeting:/m,
  meetingChanged: /^A meeting that you were invited to has changed\./m,
  meetingCancelled: /^This meeting is cancelled:/m,
  documentReady: /^A document is ready for you\./m,
  staffChanged: /^Something about who works with us was changed/m,
  dateComesNear: /^A date that you keep an eye on comes near\./m,
  rulesRefused: /^Something that was set up here is not as it was left/m,
  duePapers: /^(One thing|\d+ things) on your list needs? you today\./m,
  guestCodeLetter: /^This is the code that you asked for:/m,
  guestLinkLetter: /^This is the new address that you asked for\./m,
  recoveryLetter: /^Somebody asked for a new password for your sign-in\./m,
  invitationLetter: /^A sign-in was prepared for you\./m,
  linkMadeLetter: /^An administrator made a link with which you set a new password/m,
  signInChangedLetter: /^A new password was set for your sign-in/m,
};

/** The letters that the product can write, by their sources. */
export async function lettersInSources(): Promise<string[]> {
  const folder = new URL('../../src/server/platform/documents/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => !file.endsWith('.test.ts'));
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  return sources
    .flatMap((source) => [...source.matchAll(/^export const (\w+) = \([^)]*\): Letter\b/gm)])
    .flatMap(([, name = '']) => (name === 'letter' ? [] : [name]));
}

type Sent = { to: string; text: string };

/** The letters that reached fewer people than this, each with how many; and what is no letter that we know. */
export function fewReached(mails: readonly Sent[], many: number): string[] {
  const readers = new Map(Object.keys(lettersByName).map((name) => [name, new Set<string>()]));
  const unknown = new Set<string>();
  for (const { to, text } of mails) {
    const names = Object.entries(lettersByName).flatMap(([name, words]) =>
      words.test(text) ? [name] : [],
    );
    for (const name of names) readers.get(name)?.add(to);
    if (names.length !== 1) unknown.add(`${names.length} letters: ${text}`);
  }
  return [
    ...[...readers].flatMap(([name, { size }]) => (size < many ? [`${name}: ${size}`] : [])),
    ...unknown,
  ];
}

const messageIdIn = (source: string) => /^message-id:\s*(<[^>]+>)/im.exec(source)?.[1] ?? '';

/** Each mail that was written arrives once, and nothing else does. */
export function lostOrDoubled(written: readonly string[], arrived: readonly Received[]): string[] {
  const known = new Set(written);
  const once = new Set<string>();
  const faults: string[] = [];
  for (const { source } of arrived) {
    const id = messageIdIn(source);
    if (once.has(id)) faults.push(`${id} came twice`);
    else if (!known.has(id)) faults.push(`${id} was written by nobody`);
    once.add(id);
  }
  return [...faults, ...written.filter((id) => !once.has(id)).map((id) => `${id} is lost`)];
}
