import { z } from 'zod';

// zod otherwise tries `new Function`, which the content security policy refuses and reports.
z.config({ jitless: true });
