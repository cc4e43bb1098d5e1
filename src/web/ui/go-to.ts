import { createContext, use } from 'react';

/** Changes the page without loading it anew; before the application says how, the browser does it. */
export const GoTo = createContext<(href: string) => void>((href) => location.assign(href));

export const useGoTo = () => use(GoTo);
