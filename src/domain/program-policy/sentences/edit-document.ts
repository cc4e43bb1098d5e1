import type { PolicyPath } from '#domain/program-policy/field-names.ts';
import type { Addition, Json } from './slot.ts';

/** The same document with one field set; undefined leaves the field out, and takes an entry out of its list. */
export function withValue(node: Json, path: PolicyPath, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (isList(node)) {
    const at = Number(step);
    if (rest.length === 0 && value === undefined) return node.filter((_, index) => index !== at);
    return node.map((entry, index) => (index === at ? withValue(entry, rest, value) : entry));
  }
  const fields = typeof node === 'object' && node !== null ? node : {};
  const { [step]: before = {}, ...others } = fields;
  if (rest.length === 0 && value === undefined) return others;
  return { ...fields, [step]: withValue(before, rest, value) };
}

const isList = (node: Json): node is readonly Json[] => Array.isArray(node);

const valueAt = (node: Json, path: PolicyPath): Json | undefined => {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (typeof node !== 'object' || node === null) return undefined;
  const inside = isList(node) ? node[Number(step)] : node[String(step)];
  return inside === undefined ? undefined : valueAt(inside, rest);
};

/** The same document with one thing more. */
export function withAddition(node: Json, { path, to, entry }: Addition): Json {
  const list = valueAt(node, path);
  const isAdded = to === 'list' && list !== undefined && isList(list);
  return withValue(node, path, isAdded ? [...list, entry] : entry);
}
