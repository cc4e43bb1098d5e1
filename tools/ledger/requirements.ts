import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Requirement = z.strictObject({
  id: z.string().regex(/^REQ-\d{3}$/),
  kind: z.enum(['M', 'S', 'O', 'X', 'D']),
  source: z.enum(['S0', 'S1', 'S2', 'S3', 'S4']),
  text: z.string().min(20).endsWith('.'),
});

export type Requirement = z.infer<typeof Requirement>;

/** The requirements in their order; a broken list is refused as a whole. */
export function readRequirements(file: string | URL): Requirement[] {
  const requirements = z.array(Requirement).parse(parse(readFileSync(file, 'utf8')));

  for (const [index, { id }] of requirements.entries()) {
    const expected = `REQ-${String(index + 1).padStart(3, '0')}`;
    if (id !== expected) throw new Error(`${id} stands where ${expected} belongs`);
  }
  return requirements;
}
