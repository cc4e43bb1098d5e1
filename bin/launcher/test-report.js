import { readFileSync } from 'node:fs';

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Sums up a run; a file that broke before its first test counts as one failure. */
export function reportOfTests(file) {
  const report = read(file);
  if (!report) return { line: '0 passed, 0 failed', isGood: false };
  const broken = report.testResults.filter(
    (result) =>
      result.status === 'failed' &&
      !result.assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + broken.length;
  return { line: `${passed} passed, ${failed} failed`, isGood: failed === 0 && passed > 0 };
}
