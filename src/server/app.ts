import { firstRunRoutes } from './features/first-run/routes.ts';
import { healthRoutes } from './features/health/routes.ts';
import { programRoutes } from './features/programs/routes.ts';
import { signInRoutes } from './features/sign-in/routes.ts';
import { staffRoutes } from './features/staff/routes.ts';
import { mount } from './platform/http.ts';
import type { JobHandlers } from './platform/jobs.ts';
import type { Route } from './platform/route.ts';
import type { Shell } from './platform/shell.ts';

export const routes: Route[] = [...firstRunRoutes, ...healthRoutes, ...programRoutes, ...signInRoutes, ...staffRoutes];

export const jobHandlers: JobHandlers = {
  'send-mail': async () => {},
  'make-conference-form': async () => {},
};

/** The whole product as one function from request to response. */
export const createApp = (shell: Shell) => mount(routes, shell);
