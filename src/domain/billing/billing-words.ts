import { minutesInWords } from '#domain/words.ts';

/** "2 units, 34 minutes"; minutes alone where there is no unit. */
export function amountInWords({ minutes, units }: { minutes: number; units: number | null }) {
  const time = minutesInWords(minutes);
  if (units === null) return time;
  return `${units === 1 ? '1 unit' : `${units} units`}, ${time}`;
}

/** Why a billing was taken back: a code, because what somebody would write here may be restricted. */
export const takeBackReasons = ['in-error', 'somebody-else-bills', 'not-covered'] as const;
export type TakeBackReason = (typeof takeBackReasons)[number];

export const takeBackWords: Record<TakeBackReason | 'review-void', string> = {
  'in-error': 'It was pressed in error',
  'somebody-else-bills': 'Somebody else bills for it',
  'not-covered': 'It is not to be billed',
  'review-void': 'The conference was declared void',
};

const kindsFor = (client: string) => ({
  team: 'team',
  internal_other: 'another program',
  external: 'outside provider',
  family_support: 'family or support',
  mco: 'managed care',
  guest: 'guest',
  client,
});

const kindOrder = [
  'team',
  'internal_other',
  'external',
  'mco',
  'family_support',
  'guest',
  'client',
] as const;

/** Who was there, as kinds and numbers: "2 team, outside provider". Never a name. */
export function kindsInWords(
  attendees: readonly { affiliation: (typeof kindOrder)[number]; attended: boolean }[],
  client: string,
): string {
  const kinds = kindsFor(client);
  const present = Map.groupBy(
    attendees.filter(({ attended }) => attended),
    ({ affiliation }) => affiliation,
  );
  return kindOrder
    .flatMap((kind) => {
      const there = present.get(kind)?.length ?? 0;
      return there === 0 ? [] : [there === 1 ? kinds[kind] : `${there} ${kinds[kind]}`];
    })
    .join(', ');
}
