import { expect, test } from 'vitest';
import { sensitivityClasses } from '#domain/people.ts';
import { classInSentence } from './consents.ts';

test('inside a sentence a class begins small, and only HIV keeps its capitals', () => {
  expect(sensitivityClasses.map(classInSentence)).toEqual([
    'general information',
    'HIV information',
    'substance use information',
    'mental health information',
    'domestic violence information',
    'reproductive care of a minor',
    'genetic information',
    'psychotherapy notes',
    'substance use counseling notes',
  ]);
});
