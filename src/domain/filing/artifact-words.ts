import type { Artifact, Vocabulary } from '#domain/program-policy/program-policy.ts';

/** What a text is called in the program's own words. */
export function artifactTitle(artifact: Artifact, { plan }: Pick<Vocabulary, 'plan'>): string {
  switch (artifact) {
    case 'conference_assessment':
      return 'Case Conference Assessment';
    case 'plan_activity_note':
      return `${plan.charAt(0).toUpperCase()}${plan.slice(1)} Activity Note`;
    case 'progress_note':
      return 'Progress Note';
    case 'conference_form':
      return 'Case Conference Form';
  }
}
