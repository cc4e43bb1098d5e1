import { z } from 'zod';
import { takingReasons } from '#domain/access/taking-out.ts';

/** Asked for where a file holds many clients. */
export const takingReason = z.enum(takingReasons, 'Say what the file is for.');
