type Tree = { [name: string]: unknown };

/** What the form holds, as nested values: the field `address.city` becomes { address: { city } }. */
export function readFields(form: HTMLFormElement): Tree {
  const lists = new Set(
    [...form.querySelectorAll<HTMLElement>('[data-list]')].map((list) => list.dataset['list']),
  );
  const data = new FormData(form);
  const tree: Tree = {};
  for (const name of lists) if (name !== undefined) put(tree, name.split('.'), data.getAll(name));
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name);
    if (!lists.has(name)) put(tree, name.split('.'), values.length > 1 ? values : values[0]);
  }
  return tree;
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const inner = tree[first];
  const next: Tree = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  put(next, rest, value);
  tree[first] = next;
}
