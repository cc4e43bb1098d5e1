import { counted } from '#domain/plurals.ts';
import { listInWords } from '#domain/words.ts';
import type { ProviderClass } from './policy-words.ts';

/** A kind of provider that an agency added: what stands before it keeps it apart from those that every agency has. */
export type OwnKind = `own-${string}`;
export type ProviderKind = ProviderClass | OwnKind;

export const isOwnKind = (code: string): code is OwnKind => code.startsWith('own-');

const asCode = (name: string): OwnKind =>
  `own-${name.trim().toLowerCase().replaceAll(/\s+/g, '-')}`;

/** Rules name a code, so it stays when the kind is called otherwise: who then comes by its first name gets a number behind it. */
export function freeCodeOf(name: string, kinds: readonly Pick<NamedKind, 'code'>[]): OwnKind {
  const code = asCode(name);
  const isTaken = (wanted: OwnKind) => kinds.some((kind) => kind.code === wanted);
  let free = code;
  for (let number = 2; isTaken(free); number += 1) free = `${code}-${number}`;
  return free;
}

/** Two kinds are never called the same, in large or small letters. */
export const isNameOf = (name: string, kind: Pick<NamedKind, 'name'>): boolean =>
  asCode(name) === asCode(kind.name);

/** How a kind reads where the agency has none of that code. */
export const ownKindInWords = (code: OwnKind): string =>
  code.slice('own-'.length).replaceAll('-', ' ');

/** A family and a managed care plan are places of their own in the rules: no other kind belongs under them. */
export const classesOfOwnKinds = [
  'medical',
  'behavioral',
  'social',
  'benefits',
  'housing',
  'legal',
  'other',
] as const satisfies readonly ProviderClass[];

/** Of an agency's own kinds what a sentence needs. */
export type NamedKind = { code: OwnKind; name: string; isRetired: boolean };

/** What each of the agency’s own kinds is called, by its code. */
export type KindNames = ReadonlyMap<string, string>;

/** What a kind was called, until which moment; the oldest name first. */
export type FormerName = { name: string; until: string };

/** A name of today, and beside it the one under which these rules were published: a paper of that time has that one. */
export const asPublished = <Kind extends NamedKind & { formerNames: readonly FormerName[] }>(
  kinds: readonly Kind[],
  publishedAt: Temporal.Instant | null,
): Kind[] =>
  kinds.map((kind) => {
    const then = kind.formerNames.find(
      ({ until }) => publishedAt !== null && Temporal.Instant.compare(publishedAt, until) < 0,
    );
    return then === undefined || then.name === kind.name
      ? kind
      : { ...kind, name: `${kind.name} (${then.name} when this was published)` };
  });

type KindUse = { providers: number; programs: readonly string[] };

/** Who is of a kind now, and which rules name it. */
export function kindUseInWords({ providers, programs }: KindUse): string {
  const people =
    providers === 0
      ? 'No provider is'
      : `${counted(providers, 'provider')} ${providers === 1 ? 'is' : 'are'}`;
  const rules =
    programs.length === 0 ? 'no rules name it' : `the rules of ${listInWords(programs)} name it`;
  return `${people} of this kind, and ${rules}.`;
}
