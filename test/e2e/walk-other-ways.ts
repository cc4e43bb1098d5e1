import type { Stage } from './walk-stage.ts';

export function testsOfOtherWays(stageNow: () => Stage) {
  void stageNow;
}
