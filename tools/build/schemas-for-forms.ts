import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, type Plugin } from 'vite';
import { carriesQuestions, endpointMakers, onlyAsks, schemaRead } from './only-asks.ts';

const asking = '?asking';
const root = join(import.meta.dirname, '../..');
const contract = join(root, 'src/contract');
const isOfContract = (id: string) => id.startsWith(`${contract}/`);
const fileOf = (source: string) => source.replace('#contract', contract);

const judged = new Map<string, boolean>();

function judge(path: string): boolean {
  const known = judged.get(path);
  if (known !== undefined) return known;
  const asks = onlyAsks(path, fileOf);
  judged.set(path, asks);
  return asks;
}

/** What stands in the contract without schemas, whose imports from packages are of no use in it. */
export const isWithoutSchemas = (id: string) => id.endsWith(asking);

/**
 * Who only asks needs the address of an endpoint; its schemas, and zod itself, are fetched with the first form.
 * A module that names a schema, or does with an endpoint anything but ask it, always gets the schemas.
 */
export const schemasForForms: Plugin = {
  name: 'schemas-for-forms',
  enforce: 'pre',
  buildStart: () => judged.clear(),
  async resolveId(source, importer) {
    const [path = ''] = importer?.split('?') ?? [];
    const asks = isOfContract(path)
      ? importer?.endsWith(asking)
      : source.startsWith('#contract/') && judge(path);
    if (!asks) return null;
    const found = await this.resolve(source, path, { skipSelf: true });
    return found && isOfContract(found.id) ? `${found.id}${asking}` : found;
  },
  load(id) {
    if (!isWithoutSchemas(id)) return null;
    const file = id.slice(0, -asking.length);
    const code = readFileSync(file, 'utf8');
    const read = schemaRead(file, code);
    if (read)
      this.error(`${file} builds on "${read}": name that schema, so that both endpoints use it.`);
    return { code: withoutSchemas(code), moduleType: 'ts' };
  },
  transform(code, id) {
    const read = carriesQuestions(id) ? schemaRead(id, code) : undefined;
    if (read)
      this.error(
        `${id} reads "${read}", and whoever only asks has no schemas. Take it as a value.`,
      );
  },
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const needed = new Set(chunks.filter(({ isEntry }) => isEntry));
    for (const { imports } of needed)
      for (const chunk of chunks) if (imports.includes(chunk.fileName)) needed.add(chunk);
    for (const { fileName, moduleIds } of needed)
      if (moduleIds.some((id) => id.includes('/node_modules/zod/')))
        this.error(
          `Today would wait for ${fileName}, which makes schemas: a page before it reads one.`,
        );
  },
};

const schemas = new Set(['input', 'reply']);

/** What is made at once, as schemas are, may be left out where nobody names it; an endpoint keeps everything but its schemas. */
function withoutSchemas(code: string): string {
  const edits: { at: number; to: number; text: string }[] = [];
  for (const statement of parseSync('contract.ts', code).program.body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') continue;
    for (const { init } of declared.declarations) {
      if (!init || !code.slice(init.start, init.end).includes('(')) continue;
      edits.push({ at: init.start, to: init.start, text: '/* @__PURE__ */ made(() => (' });
      edits.push({ at: init.end, to: init.end, text: '))' });
      const isEndpoint =
        init.type === 'CallExpression' &&
        init.callee.type === 'Identifier' &&
        endpointMakers.has(init.callee.name);
      const [told] = isEndpoint ? init.arguments : [];
      for (const part of told?.type === 'ObjectExpression' ? told.properties : [])
        if (
          part.type === 'Property' &&
          part.key.type === 'Identifier' &&
          schemas.has(part.key.name)
        )
          edits.push({ at: part.value.start, to: part.value.end, text: 'undefined' });
    }
  }
  const edited = edits
    .toSorted((one, other) => other.at - one.at)
    .reduce((text, { at, to, text: put }) => text.slice(0, at) + put + text.slice(to), code);
  return `${edited}\nfunction made<T>(make: () => T): T { return make(); }`;
}
