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
  },
});
