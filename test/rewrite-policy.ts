import type { House } from '#test/house.ts';

/** Rewrites what every published version says at a place, which the product itself refuses to anybody. */
export async function rewritePolicies({ owner }: House, place: string, value: unknown) {
  await owner.query('alter table program_policy disable trigger keep_policy');
  await owner.query(
    `update program_policy set document = jsonb_set(document, $1::text[], $2::jsonb)`,
    [place, JSON.stringify(value)],
  );
  await owner.query('alter table program_policy enable trigger keep_policy');
}
