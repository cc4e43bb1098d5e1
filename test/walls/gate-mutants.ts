export type Mutant = { name: string; definition: string };

/** Conditions that change nothing but speed: an id is of one agency and one client alone, and a party's consent is of its client. */
const equivalent = [
  /agency_id = /,
  /and p\.client_id = own_client/,
  /and c\.client_id = own_client/,
];

/** Every condition taken away, and every comparison shifted by one. */
export function mutantsOf(definition: string): Mutant[] {
  const lines = definition.split('\n');
  return lines.flatMap((line, n) => {
    const put = (name: string, text: string): Mutant => ({
      name: `${name}: ${line.trim()}`,
      definition: lines.with(n, text).join('\n'),
    });
    if (equivalent.some((same) => same.test(line))) return [];
    const isWhole = /^\s+and (?!case)/.test(line) && isBalanced(line);
    return [
      ...(isWhole ? [put('without', '')] : []),
      ...(/ any\(/.test(line)
        ? [put('any class', line.replace(/\w+(\.\w+)? = any\([^)]*\)/, 'true'))]
        : []),
      ...(/ <= /.test(line) ? [put('< for <=', line.replace(' <= ', ' < '))] : []),
      ...(/ >= /.test(line) ? [put('> for >=', line.replace(' >= ', ' > '))] : []),
      ...(/ > moment/.test(line) ? [put('>= for >', line.replace(' > ', ' >= '))] : []),
      ...(/ or .*is_mutual/.test(line) ? [put('no exchange', line.replace(/ or [^)]*/, ''))] : []),
    ];
  });
}

const isBalanced = (line: string) => line.split('(').length === line.split(')').length;

const five = [
  'without: and coalesce(c.revoked_at',
  '>= for >: and coalesce(c.revoked_at',
  '> for >=: and coalesce(c.valid_until',
  '< for <=: and p.since <= on_day',
  'without: and p.organization_id = k.organization_id',
];

export const fiveMutants = (definition: string): Mutant[] =>
  mutantsOf(definition).filter(({ name }) => five.some((start) => name.startsWith(start)));
