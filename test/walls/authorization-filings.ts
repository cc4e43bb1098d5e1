import { telling, type Scene } from '#test/walls/authorization-meetings.ts';

/** An attempt whose text is filed elsewhere, and one that was withdrawn after it was filed: the copy of it is wrong. */
export async function filedElsewhere(scene: Scene, providerId: string) {
  const tell = telling(scene);
  const ofClient = `/api/clients/${scene.client.clientId}`;
  const filedAttempt = async (on: string) => {
    const { attemptId } = await tell(`${ofClient}/attempts`, {
      enrollmentId: scene.client.enrollmentId,
      on,
      channel: 'telephone',
      outcome: 'no_response',
      to: { kind: 'provider', id: providerId },
      nextStep: 'write',
    });
    await tell('/api/filings', {
      about: { kind: 'attempt', id: attemptId },
      artifacts: ['plan_activity_note'],
      filedOn: '2027-02-12',
      reference: 'A-1',
    });
    return String(attemptId);
  };
  const attemptId = await filedAttempt('2027-02-11');
  await tell(`/api/attempts/${await filedAttempt('2027-02-10')}/withdraw`);
  const { body } = await scene.house.as(`${scene.name}-worker`).get(`${ofClient}/filings`);
  return { attemptId, untrueFilingId: String(body.noLongerTrue.rows[0].filingId) };
}
