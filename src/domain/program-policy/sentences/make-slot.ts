import type { PolicyPath } from '#domain/program-policy/field-names.ts';
import { weekdayWords } from './policy-choices.ts';
import type { Json, Slot, SlotOption } from './slot.ts';

type At = { path: PolicyPath; label: string };

export const numberSlot = (at: At, value: number): Slot => ({
  ...at,
  kind: 'number',
  value,
  whenEmpty: 'refused',
  shown: `${value}`,
});

/** A number that may be missing; then the words say what holds instead. */
export const perhapsNumber = (
  at: At,
  value: number | null | undefined,
  { whenEmpty, otherwise }: { whenEmpty: 'null' | 'left-out'; otherwise: string },
): Slot => ({
  ...at,
  kind: 'number',
  value: value ?? null,
  whenEmpty,
  shown: value === null || value === undefined ? otherwise : `${value}`,
});

export const offsetSlot = (at: At, value: number): Slot => ({
  ...at,
  kind: 'offset',
  value,
  shown:
    value === 0
      ? 'On the due date'
      : `${Math.abs(value)} ${dayWord(value)} ${value < 0 ? 'before' : 'after'}`,
});
const dayWord = (value: number) => (Math.abs(value) === 1 ? 'day' : 'days');

export const textSlot = (at: At, value: string): Slot => ({
  ...at,
  kind: 'text',
  value,
  whenEmpty: 'refused',
  shown: value,
});

export const perhapsText = (
  at: At,
  value: string | null | undefined,
  {
    whenEmpty = 'left-out',
    otherwise = 'none',
  }: { whenEmpty?: 'null' | 'left-out'; otherwise?: string } = {},
): Slot => ({
  ...at,
  kind: 'text',
  value: value ?? '',
  whenEmpty,
  shown: value ?? otherwise,
});

export const dateSlot = (at: At, value: Temporal.PlainDate | undefined): Slot => ({
  ...at,
  kind: 'date',
  value: value?.toString() ?? '',
  shown: value === undefined ? 'no date' : value.toString(),
});

export const choiceSlot = (at: At, value: Json, options: readonly SlotOption[]): Slot => ({
  ...at,
  kind: 'choice',
  value,
  options,
  shown: options.find((option) => isSame(option.value, value))?.label ?? '',
});

/** Two values of one field are the same when they read the same as JSON. */
const isSame = (one: Json, other: Json) => JSON.stringify(one) === JSON.stringify(other);

export const yesOrNo = (at: At, value: boolean, words: { yes: string; no: string }): Slot =>
  choiceSlot(at, value, [
    { label: words.yes, value: true },
    { label: words.no, value: false },
  ]);

export const oneOf = <Id extends string>(at: At, value: Id, words: Readonly<Record<Id, string>>) =>
  choiceSlot(
    at,
    value,
    Object.entries<string>(words).map(([id, label]) => ({ label, value: id })),
  );

/** Days of the week by their ISO number. */
export const weekdaysSlot = (at: At, value: readonly number[]): Slot => ({
  ...at,
  kind: 'several',
  value: value.map(String),
  options: Object.entries(weekdayWords).map(([id, label]) => ({ id, label })),
  whenEmpty: 'kept',
  isOfNumbers: true,
  shown: value.map((day) => weekdayWords[`${day}`] ?? `${day}`).join(', ') || 'no day of the week',
});

type Choices = {
  words: Readonly<Record<string, string>>;
  whenEmpty?: 'kept' | 'left-out';
  otherwise?: string;
};

export const severalSlot = (
  at: At,
  value: readonly string[] | undefined,
  { words, whenEmpty = 'kept', otherwise = 'none' }: Choices,
): Slot => ({
  ...at,
  kind: 'several',
  value: value ?? [],
  options: Object.entries(words).map(([id, label]) => ({ id, label })),
  whenEmpty,
  shown: (value ?? []).map((id) => words[id] ?? id).join(', ') || otherwise,
});

export const listSlot = (
  at: At,
  value: readonly (string | Temporal.PlainDate)[] | undefined,
  {
    whenEmpty = 'kept',
    otherwise = 'none',
  }: { whenEmpty?: 'kept' | 'left-out'; otherwise?: string } = {},
): Slot => ({
  ...at,
  kind: 'list',
  value: (value ?? []).map(String),
  whenEmpty,
  shown: (value ?? []).map(String).join(', ') || otherwise,
});
