import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/provider-kinds.ts';
import { freeCodeOf, isNameOf } from '#domain/program-policy/own-kinds.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import * as store from '#server/stores/policies/provider-kinds.ts';

const done = { done: true } as const;

export async function listProviderKinds(visit: Visit) {
  const { today } = visit;
  const uses = await store.usesOfKinds(visit, today);
  const rules = await store.rulesNamingKinds(visit);
  return {
    kinds: (await store.providerKindsOf(visit)).map((kind) => {
      const use = uses.find(({ code }) => code === kind.code);
      const programs = rules.flatMap(({ code, program }) => (code === kind.code ? [program] : []));
      return {
        ...kind,
        providers: use?.now ?? 0,
        programs,
        mayBeRemoved: use === undefined && programs.length === 0,
      };
    }),
  };
}

export async function addProviderKind(
  { name, providerClass }: InputOf<typeof contract.addProviderKind>,
  visit: Visit,
) {
  await store.holdKinds(visit, 'change');
  const kinds = await store.providerKindsOf(visit);
  const called = freeName(name, kinds);
  const code = freeCodeOf(called, kinds);
  const kindId = await store.addProviderKind(visit, { code, name: called, providerClass });
  visit.touch(kindId);
  return { kindId };
}

/** Rules and the directory hold its code, so that they say the new name at once. */
export async function renameProviderKind(
  asked: InputOf<typeof contract.renameProviderKind>,
  visit: Visit,
) {
  await store.holdKinds(visit, 'change');
  const { kindId, name } = await findKind(visit, asked.kindId);
  if (name !== asked.was)
    throw new Refused('provider-kind-renamed', [
      { path: 'name', message: `Somebody else renamed it meanwhile: it is called ${name} now.` },
    ]);
  const others = (await store.providerKindsOf(visit)).filter((kind) => kind.kindId !== kindId);
  await store.renameKind(visit, { kindId, name: freeName(asked.name, others) });
  return done;
}

function freeName(name: string, kinds: readonly store.StoredKind[]): string {
  const same = kinds.find((kind) => isNameOf(name, kind));
  if (same === undefined) return name;
  const message = same.isRetired
    ? `There is a kind called ${same.name} already, which is retired. Bring it back, or choose another name.`
    : `There is a kind called ${same.name} already. Use that one, or choose another name.`;
  throw new Refused('provider-kind-taken', [{ path: 'name', message }]);
}

export async function retireProviderKind(
  asked: InputOf<typeof contract.retireProviderKind>,
  visit: Visit,
) {
  const { kindId } = await findKind(visit, asked.kindId);
  await store.retireKind(visit, { kindId, retiredAt: visit.at });
  return done;
}

export async function bringBackProviderKind(
  asked: InputOf<typeof contract.bringBackProviderKind>,
  visit: Visit,
) {
  const { kindId } = await findKind(visit, asked.kindId);
  await store.retireKind(visit, { kindId, retiredAt: null });
  return done;
}

export async function removeProviderKind(
  asked: InputOf<typeof contract.removeProviderKind>,
  visit: Visit,
) {
  await store.holdKinds(visit, 'change');
  const { kindId, mayBeRemoved } = await findKind(visit, asked.kindId);
  if (!mayBeRemoved) throw new Refused('provider-kind-in-use');
  await store.removeKind(visit, kindId);
  return done;
}

async function findKind(visit: Visit, kindId: string) {
  const { kinds } = await listProviderKinds(visit);
  const kind = kinds.find((each) => each.kindId === kindId);
  if (!kind) throw new Refused('not-found');
  visit.touch(kindId);
  return kind;
}
