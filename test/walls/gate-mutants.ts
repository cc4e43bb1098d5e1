import type pg from 'pg';

export type Mutant = { name: string; definition: string };
type Change = { name: string; at: number; length: number; put: string };

/**
 * Conditions that change nothing but speed: an id is of one agency and one client alone, and a party's consent is of its client. That
 * a party and its consent are asked for the client at all shows where both are taken away.
 */
const equivalent = [
  /^\w\.agency_id = /,
  /^p\.client_id = own_client/,
  /^c\.client_id = own_client/,
];

const sides = ['recipient', 'discloser', 'excluded'];

/** Every condition taken away, however long; every branch that always or never holds; every word turned and every comparison shifted. */
export function mutantsOf(definition: string): Mutant[] {
  const changes = [
    ...without(definition),
    ...branches(definition),
    ...words(definition),
    ...comparisons(definition),
  ];
  const made = [
    ...changes.map(({ name, at, length, put }) => ({
      name,
      definition: definition.slice(0, at) + put + definition.slice(at + length),
    })),
    {
      name: 'of any client: p.client_id and c.client_id',
      definition: definition.replaceAll(/and [pc]\.client_id = own_client/g, ''),
    },
  ];
  return [
    ...new Map(
      made.filter((each) => each.definition !== definition).map((each) => [each.definition, each]),
    ).values(),
  ];
}

/** What may be told, and by which papers, is said in these two. */
export async function gateDefinitions(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ text: string }>(
    `select pg_get_functiondef(p.oid) as text from pg_proc p
     where p.pronamespace = 'auth'::regnamespace and p.proname in ('papers_about', 'disclosable') order by p.proname desc`,
  );
  return rows.map(({ text }) => text);
}

/** What is joined by `and` or `or`, or stands alone after `where`, to its closing bracket on whichever line. */
const without = (text: string): Change[] =>
  found(text, /\b(and|or|where) /g).flatMap(({ at, match, word }) => {
    const begin = at + match.length;
    const term = text.slice(begin, endOf(text, begin, word === 'or' ? ends : [...ends, 'and']));
    if (equivalent.some((same) => same.test(term))) return [];
    const whole = { at, length: match.length + term.length };
    const gone = { ...whole, name: `without: ${word} ${brief(term)}`, put: '' };
    if (word === 'and') return [gone];
    const first = word === 'or' ? operandBefore(text, at) : null;
    return [
      ...(word === 'or' ? [gone] : [{ ...gone, put: 'where true ' }]),
      ...(first === null
        ? []
        : [
            {
              name: `never: ${brief(text.slice(first, at))}`,
              at: first,
              length: at - first,
              put: 'false ',
            },
          ]),
    ];
  });

/** The first of two that `or` joins begins after the bracket or the `where`. */
function operandBefore(text: string, at: number): number {
  const before = text.slice(0, at);
  return Math.max(before.lastIndexOf('('), before.lastIndexOf('where ') + 'where '.length - 1) + 1;
}

const branches = (text: string): Change[] => [
  ...found(text, /\b(then|else) (?!')/g).flatMap(({ at, match, word }) => {
    const begin = at + match.length;
    const length = endOf(text, begin, ends) - begin;
    const named = brief(text.slice(begin, begin + length));
    return ['true', 'false'].map((put) => ({
      name: `${put}: ${word} ${named}`,
      at: begin,
      length,
      put: `${put} `,
    }));
  }),
  ...found(text, /\bwhen (c\.\w+)/g).flatMap(({ at, match, word }) =>
    ['true', 'false'].map((put) => ({
      name: `${put}: when ${word}`,
      at,
      length: match.length,
      put: `when ${put}`,
    })),
  ),
];

const words = (text: string): Change[] => [
  ...found(text, /\bnot (exists|c\.)/g).map(({ at, match, word }) => ({
    name: `turned: ${brief(text.slice(at, at + 60))}`,
    at,
    length: match.length,
    put: word ?? '',
  })),
  ...found(text, /(?:side = |then |else )'(\w+)'/g).flatMap(({ at, match, word = '' }) =>
    sides
      .filter((side) => side !== word)
      .map((side) => ({
        name: `${side}: ${match}`,
        at,
        length: match.length,
        put: match.replace(word, side),
      })),
  ),
  ...found(text, /'(medical|behavioral)'/g).map(({ at, match, word }) => ({
    name: `no longer: ${word}`,
    at,
    length: match.length,
    put: `'none'`,
  })),
  ...found(text, /'(infinity)'/g).map(({ at, match }) => ({
    name: `-infinity: ${brief(text.slice(at - 24, at))}`,
    at,
    length: match.length,
    put: `'-infinity'`,
  })),
  ...found(text, /, (p\.organization_id is null)/g).flatMap(({ at, match, word }) =>
    ['true', 'false'].map((put) => ({
      name: `${put}: ${word}`,
      at,
      length: match.length,
      put: `, ${put}`,
    })),
  ),
  ...found(text, /bool_and/g).map(({ at, match }) => ({
    name: 'none forbids it: bool_or',
    at,
    length: match.length,
    put: 'bool_or',
  })),
  ...found(text, /(left) join/g).map(({ at, match }) => ({
    name: 'inner: left join',
    at,
    length: match.length,
    put: 'join',
  })),
  ...found(text, /using \((consent_id|agency_id, care_team_member_id)\)/g).map(
    ({ at, match, word }) => ({
      name: `any: using ${word}`,
      at,
      length: match.length,
      put: 'on true',
    }),
  ),
];

const comparisons = (text: string): Change[] =>
  found(text, / (<=|>=|>) (?:moment|on_day)/g).map(({ at, match, word = '' }) => {
    const put = { '<=': '<', '>=': '>', '>': '>=' }[word] ?? '';
    return {
      name: `${put} for ${word}: ${brief(lineOf(text, at))}`,
      at,
      length: match.length,
      put: match.replace(word, put),
    };
  });

/** What ends a condition that stands open: a word of these or the bracket that was opened before it. */
const ends = ['or', 'when', 'else', 'end', 'union', 'order'];

function endOf(text: string, begin: number, stops: readonly string[]): number {
  let depth = 0;
  for (const { index, 0: token } of text.slice(begin).matchAll(/[(),$]|\b[a-z]+\b/g)) {
    if (depth === 0 && (')$,'.includes(token) || stops.includes(token))) return begin + index;
    if (token === '(' || token === 'case') depth += 1;
    if (token === ')' || token === 'end') depth -= 1;
  }
  return text.length;
}

const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(({ index, 0: match, 1: word }) => ({ at: index, match, word }));

const lineOf = (text: string, at: number) =>
  text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at));

const brief = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 70);

const few = [
  'without: and coalesce(c.revoked_at',
  '>= for >: and coalesce(c.revoked_at',
  '> for >=: and coalesce(c.valid_until',
  '< for <=: and p.since <= on_day',
  'without: and p.organization_id = k.organization_id',
  'none forbids it',
  "recipient: else 'excluded'",
];

/** Those that every run of the tests asks for: of each kind of mistake one. */
export const fewMutants = (definition: string): Mutant[] =>
  mutantsOf(definition).filter(({ name }) => few.some((start) => name.startsWith(start)));
