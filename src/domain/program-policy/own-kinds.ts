import { listInWords } from '#domain/words.ts';
import type { ProviderClass } from './policy-words.ts';

/** A kind of provider that an agency added: what stands before it keeps it apart from those that every agency has. */
export type OwnKind = `own-${string}`;
export type ProviderKind = ProviderClass | OwnKind;

export const isOwnKind = (code: string): code is OwnKind => code.startsWith('own-');

/** Rules are kept as they were written, so that a kind is called for ever what it was called when it was added. */
export const ownKindOf = (name: string): OwnKind =>
  `own-${name.trim().toLowerCase().replaceAll(/\s+/g, '-')}`;

/** How a kind reads where nobody has the agency's list at hand. */
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

type KindUse = { providers: number; programs: readonly string[] };

/** Who is of a kind now, and which rules name it. */
export function kindUseInWords({ providers, programs }: KindUse): string {
  const people =
    providers === 0
      ? 'No provider is'
      : providers === 1
        ? '1 provider is'
        : `${providers} providers are`;
  const rules =
    programs.length === 0 ? 'no rules name it' : `the rules of ${listInWords(programs)} name it`;
  return `${people} of this kind, and ${rules}.`;
}
