import type { Page } from './page.ts';
import { pagesOfAgency } from './pages-of-agency.ts';
import { pagesOfCare } from './pages-of-care.ts';
import { pagesOfEntry } from './pages-of-entry.ts';

/** Which address shows which page, in the order of the rail; a page's script is fetched when it is first opened. */
export const pageTable: readonly Page[] = [...pagesOfCare, ...pagesOfEntry, ...pagesOfAgency];
