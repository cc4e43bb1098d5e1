import { z } from 'zod';

/** The code of a kind of provider that an agency added. */
export const ownKind = z.templateLiteral(['own-', z.string().min(1).max(60)]);
