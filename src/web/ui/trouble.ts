/** What went wrong, in words for a person. `fields` holds what is wrong beside which field, by its path. */
export type Trouble = {
  title: string;
  type?: string | undefined;
  detail?: string | undefined;
  reference?: string | undefined;
  status?: number | undefined;
  fields: Readonly<Record<string, string>>;
};

const unknown = 'That did not work. Your text is still here.';

/** Reads a problem reply of the server, or whatever else was thrown, into words. */
export function troubleOf(thrown: unknown): Trouble {
  const source = inside(thrown, 'body') ?? thrown;
  return {
    title: text(source, 'title') ?? (thrown instanceof Error ? thrown.message : unknown),
    type: text(source, 'type'),
    detail: text(source, 'detail'),
    reference: text(source, 'reference'),
    status: number(source, 'status'),
    fields: fieldsOf(inside(source, 'fields')),
  };
}

/** Trouble of the server or the line: trying again may help, changing the form will not. */
export const mayPass = ({ status, fields }: Trouble) =>
  Object.keys(fields).length === 0 &&
  (status === undefined || status === 0 || status >= 500 || status === 429);

const inside = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

function text(value: unknown, name: string) {
  const found = inside(value, name);
  return typeof found === 'string' ? found : undefined;
}

function number(value: unknown, name: string) {
  const found = inside(value, name);
  return typeof found === 'number' ? found : undefined;
}

function fieldsOf(value: unknown): Record<string, string> {
  const named = Array.isArray(value)
    ? value.map((one) => [text(one, 'path'), text(one, 'message')])
    : [];
  return Object.fromEntries(
    named.flatMap(([path, message]) =>
      path === undefined || message === undefined ? [] : [[path, message]],
    ),
  );
}

/** A path in a schema as the name of its field. */
export const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.');
