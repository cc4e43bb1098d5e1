import { modeWords } from './conference-words.ts';
import type { Mode } from './conference.ts';

/** Why people do not meet in person, as a code: it stands with the whole conference, and must tell of no client. */
export const modeReasons = [
  'client-wish',
  'distance',
  'illness',
  'provider-time',
  'short-notice',
  'weather',
  'other',
] as const;
export type ModeReason = (typeof modeReasons)[number];

export const modeReasonWords: Readonly<Record<ModeReason, string>> = {
  'client-wish': 'It was wished for',
  distance: 'The way is too far',
  illness: 'Somebody is ill',
  'provider-time': 'A provider could not come otherwise',
  'short-notice': 'It had to be soon',
  weather: 'Weather or travel',
  other: 'Another reason',
};

/** In one room nobody asks why, and an exchange of emails is no meeting. */
export const isHeldApart = (mode: Mode): boolean => mode !== 'in_person' && mode !== 'email';

export const modeReasonOf = (code: string | null): ModeReason | null =>
  modeReasons.find((known) => known === code) ?? null;

/** "By video (the way is too far)" */
export function modeInWords(mode: Mode, reason: ModeReason | null): string {
  if (reason === null) return modeWords[mode];
  const why = modeReasonWords[reason];
  return `${modeWords[mode]} (${why.charAt(0).toLowerCase()}${why.slice(1)})`;
}
