import { z } from 'zod';
import { clientKey } from './clients.ts';
import { kindReadiness, notToTell } from './consent-view.ts';
import { endpoint } from './endpoint.ts';

export const readMayTell = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/may-tell',
  summary:
    'What one provider, support or organization outside may be told of a client today, for the coordination of care, and what the client’s papers say must not be told to them; only of kinds that the asker may know.',
  refusals: ['not-found', 'unknown-person', 'bad-input'],
  requirements: ['REQ-034', 'REQ-035'],
  input: z
    .strictObject({
      ...clientKey,
      providerId: z.uuid().optional(),
      supportId: z.uuid().optional(),
      organizationId: z.uuid().optional(),
    })
    .refine(
      ({ providerId, supportId, organizationId }) =>
        [providerId, supportId, organizationId].filter((each) => each !== undefined).length === 1,
      { message: 'Name one provider, support or organization.', path: ['providerId'] },
    ),
  reply: z.object({ kinds: z.array(kindReadiness), notToTell }),
});
