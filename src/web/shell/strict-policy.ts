import { z } from 'zod';

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy: (
        name: 'default',
        rules: { createHTML: (html: string) => string | null },
      ) => unknown;
    };
  }
}

// zod otherwise tries `new Function`, which the content security policy refuses and reports.
z.config({ jitless: true });

// React Aria empties its announcements by innerHTML = ''. Nobody may write anything else as HTML.
window.trustedTypes?.createPolicy('default', { createHTML: (html) => (html === '' ? html : null) });
