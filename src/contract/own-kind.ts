import { z } from 'zod';

/** The code of a kind of provider that an agency added: of a name of sixty characters, which in small letters can have twice as many, and perhaps a number. */
export const ownKind = z.templateLiteral(['own-', z.string().min(1).max(130)]);
