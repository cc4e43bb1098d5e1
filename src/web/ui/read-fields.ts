type Tree = { [name: string]: unknown };

// A group of radio buttons that has no name gets one of this kind; `also` of the form holds its value.
const madeUp = 'react-aria';

/** What the form holds, as nested values: the field `address.city` becomes { address: { city } }. */
export function readFields(form: HTMLFormElement): Tree {
  const data = new FormData(form);
  const lists = marked(form, 'list');
  const times = marked(form, 'time');
  const tree: Tree = {};
  for (const name of new Set([...lists, ...data.keys()])) {
    if (name.startsWith(madeUp)) continue;
    const values = data.getAll(name);
    const [first] = values;
    // A time field hands over its seconds too, which nobody was asked for.
    const one = times.has(name) && typeof first === 'string' ? first.slice(0, 5) : first;
    put(tree, name.split('.'), lists.has(name) || values.length > 1 ? values : one);
  }
  return tree;
}

function marked(form: HTMLFormElement, mark: 'list' | 'time') {
  const fields = [...form.querySelectorAll<HTMLElement>(`[data-${mark}]`)];
  return new Set(fields.flatMap(({ dataset }) => dataset[mark] ?? []));
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
