import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const foreignWords =
  /\/react-(aria|stately)[^/]*\/dist\/private\/intl\/(?:[^/]+\/)?(?!en-US)[^/]+\.mjs$/;

/** React Aria brings its own words in 34 languages; the pages are in English, so the rest stays out. */
const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load: (id) => (foreignWords.test(id) ? 'export default {}' : null),
};

const firstPages = ['/src/web/main.tsx', '/src/web/features/today/today-page.tsx'];

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };
let first: Set<string> | undefined;

/** Whoever opens the product comes to Today: it and its frame are one file, so that no chain of others delays it. */
function firstFile(id: string, modules: Modules): string | null {
  first ??= whatTheyImport(
    firstPages.map((page) => `${import.meta.dirname}${page}`),
    modules,
  );
  return first.has(id) ? 'first' : null;
}

/** It names everything that its package has, and what nobody asks of it is left out only after this. */
const listOfAll = /\/react-aria-components\/dist\/exports\/index\.mjs$/;

function whatTheyImport(wanted: readonly string[], modules: Modules): Set<string> {
  const found = new Set(wanted);
  for (const id of found) {
    if (listOfAll.test(id)) continue;
    for (const needed of modules.getModuleInfo(id)?.importedIds ?? []) found.add(needed);
  }
  return found;
}

export default defineConfig({
  root: 'src/web',
  plugins: [englishOnly, react()],
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
      output: { codeSplitting: { groups: [{ name: firstFile, debugName: 'first' }] } },
    },
  },
});
