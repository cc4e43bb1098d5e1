import '#web/styles/index.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { readSession } from '#contract/session.ts';
import { askEarly } from '#web/features/today/ask-early.ts';
import { allowNoHtml } from '#web/shell/strict-policy.ts';
import { keepFocus } from '#web/ui/kept-focus.ts';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { pages } from './pages.tsx';

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

allowNoHtml();
keepFocus();
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');

const sessionEnds = new Set(['session-locked', 'not-signed-in']);

/** Whichever request learns that the session is over, the frame is told and covers the page. */
const onError = (error: unknown) => {
  const { type = '' } = troubleOf(error);
  if (sessionEnds.has(type)) void queries.invalidateQueries({ queryKey: [readSession.path] });
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && mayPass(troubleOf(error)),
    },
  },
});

const router = createRouter({ routeTree: pages, scrollRestoration: true });

/** So long nothing would be drawn anyway. */
const patience = new Promise((resolve) => setTimeout(resolve, 300));
await Promise.race([patience, Promise.allSettled([router.load(), askEarly(queries)])]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}
