import { z } from 'zod';
import { reportReaders, takingReasons } from '#domain/access/taking-out.ts';

/** Asked for where a file holds many clients. */
export const takingOut = {
  reason: z.enum(takingReasons, 'Say what the file is for.'),
  /** Of a report that the agency owes, to whom; of any other reason it says nothing. */
  reportTo: z.enum(reportReaders, 'Say to whom the report is owed.').optional(),
};

/** The request by which a list leaves that is longer than one person takes along. */
export const byRequest = { requestId: z.uuid().optional() };
