import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { isWithoutSchemas, schemasForForms } from './tools/build/schemas-for-forms.ts';

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
      if (!isWithoutSchemas(id) || !needed.includes('/node_modules/')) found.add(needed);
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
