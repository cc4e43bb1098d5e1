import type { z } from 'zod';
import { fieldInWords } from '#domain/program-policy/field-names.ts';

type Raw = z.core.$ZodRawIssue;

/** What is wrong with a value whose field says no words of its own, with what helps. */
export const inPlainWords = (issue: Raw): string | undefined => {
  const isOfPolicy = issue.path?.[0] === 'document';
  return isOfPolicy ? policyInPlainWords(issue) : sentence(remedyOf(issue));
};

/** The same where the value is a policy itself, and not a request that holds one. */
export function policyInPlainWords(issue: Raw): string | undefined {
  const remedy = remedyOf(issue);
  return remedy === undefined ? undefined : `${fieldInWords(issue.path ?? [])}: ${remedy}`;
}

const sentence = (words: string | undefined) =>
  words === undefined ? undefined : words.slice(0, 1).toUpperCase() + words.slice(1);

const listOf = (values: readonly unknown[]) =>
  values.map((value) => JSON.stringify(value)).join(', ');

function remedyOf(issue: Raw): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wantedWords[issue.expected] ?? `use the kind "${issue.expected}".`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return Array.isArray(issue['options'])
        ? oneOf(issue['options'])
        : 'this is none of what it may be.';
    case 'invalid_format':
      return formatWords[issue.format] ?? 'write it the way in which it is written elsewhere.';
    case 'too_small':
      return `use ${issue.minimum} or more${unitOf(issue.origin)}.`;
    case 'too_big':
      return `use ${issue.maximum} or less${unitOf(issue.origin)}.`;
    case 'unrecognized_keys':
      return `leave out ${listOf(issue.keys)}, which is not asked for here.`;
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return 'this is none of what it may be.';
    case 'custom':
      return undefined;
  }
}

const oneOf = (values: readonly unknown[]) =>
  values.length === 1 ? `use ${listOf(values)}.` : `choose one of ${listOf(values)}.`;

const wantedWords: Readonly<Record<string, string>> = {
  string: 'enter some words.',
  number: 'enter a number.',
  int: 'enter a whole number.',
  boolean: 'say true or false.',
  array: 'give a list, which may be empty.',
  object: 'give its fields by name.',
};

const formatWords: Readonly<Record<string, string>> = {
  date: 'enter it as year, month and day, for example 2026-12-03.',
  uuid: 'give the id as it was told.',
  url: 'enter the whole address, for example https://example.org/policy.',
};

const unitOf = (origin: string) => {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' of them' : '';
};
