import { problems } from './problem.ts';

export const importProblems = problems({
  'import-open': {
    status: 409,
    title: 'An import of this agency is open already. Finish it or discard it, then start another.',
  },
  'imports-busy': {
    status: 429,
    title: 'Other agencies are importing right now. Try again in a few minutes.',
  },
  'import-over': {
    status: 409,
    title:
      'The file is not in memory any more: files are never stored here. Choose the same file again.',
  },
  'import-not-ready': {
    status: 409,
    title: 'This import cannot be confirmed as it stands. Look at the preview first.',
  },
  'import-is-running': {
    status: 409,
    title: 'The import is being read or written. Wait until that is done.',
  },
});
