import { z } from 'zod';

/** The code of a kind of provider that an agency added: of a name of sixty characters, which in small letters can have twice as many. */
export const ownKind = z.templateLiteral(['own-', z.string().min(1).max(120)]);
