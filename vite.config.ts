import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, parseSync, type Plugin } from 'vite';

const foreignWords =
  /\/react-(aria|stately)[^/]*\/dist\/private\/intl\/(?:[^/]+\/)?(?!en-US)[^/]+\.mjs$/;
const languageOfBrowser = /\/react-aria\/dist\/private\/i18n\/useDefaultLocale\.mjs$/;
const alwaysEnglish = `const english = { locale: 'en-US', direction: 'ltr' };
export const getDefaultLocale = () => english;
export const useDefaultLocale = getDefaultLocale;`;

/**
 * React Aria brings its own words in 34 languages and asks the browser which it knows, which takes long. The pages are in
 * English, so the rest stays out.
 */
const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load: (id) =>
    foreignWords.test(id) ? 'export default {}' : languageOfBrowser.test(id) ? alwaysEnglish : null,
};

const asking = '?asking';
const isOfContract = (id: string) => id.includes('/src/contract/');

/** `schema=`, `.input`, or zod by its own name; types are gone in the browser and need none. */
const readsSchemas = (importer: string) =>
  /\bschema=|^import \{ z \}|(?<!typeof \w+|\bz)\.(?:input|reply|parse|safeParse)\b/m.test(
    readFileSync(importer, 'utf8'),
  );

/** Who only asks needs the address of an endpoint; its schemas, and zod itself, are fetched with the first form. */
const schemasForForms: Plugin = {
  name: 'schemas-for-forms',
  enforce: 'pre',
  async resolveId(source, importer) {
    const [path = ''] = importer?.split('?') ?? [];
    const onlyAsks = isOfContract(path)
      ? importer?.endsWith(asking)
      : source.startsWith('#contract/') && !readsSchemas(path);
    if (!onlyAsks) return null;
    const found = await this.resolve(source, path, { skipSelf: true });
    return found && isOfContract(found.id) ? `${found.id}${asking}` : found;
  },
  load(id) {
    if (!id.endsWith(asking)) return null;
    const file = id.slice(0, -asking.length);
    return { code: withoutSchemas(readFileSync(file, 'utf8')), moduleType: 'ts' };
  },
};

const endpoints = new Set(['endpoint', 'uploadEndpoint', 'fileEndpoint']);
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
        endpoints.has(init.callee.name);
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

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };
let first: Set<string> | undefined;

/** Whoever opens the product comes to Today: it and its frame are one file, so that no chain of others delays it. */
function firstFile(id: string, modules: Modules): string | null {
  first ??= whatItImports(`${import.meta.dirname}/src/web/main.tsx`, modules);
  return first.has(id) ? 'first' : null;
}

function whatItImports(page: string, modules: Modules): Set<string> {
  const found = new Set([page]);
  for (const id of found)
    for (const needed of modules.getModuleInfo(id)?.importedIds ?? [])
      // The package that schemas are made with is not needed where they are not.
      if (!id.endsWith(asking) || !needed.includes('/node_modules/')) found.add(needed);
  return found;
}

/** Nearly all of it is called at once: what is compiled while it comes does not keep the page waiting afterwards. */
const compiledOnTheWay: Plugin = {
  name: 'compiled-on-the-way',
  enforce: 'post',
  generateBundle: {
    // The browser looks for it in the first line, and vite puts one of its own there.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && file.name === 'first')
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
    },
  },
};

export default defineConfig({
  root: 'src/web',
  plugins: [englishOnly, schemasForForms, compiledOnTheWay, react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The first releases that know light-dark().
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: address would need its own allowance in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What counts is its size on the way, which the bench measures: 250 kB at most.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: firstFile, debugName: 'first' }],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
});
