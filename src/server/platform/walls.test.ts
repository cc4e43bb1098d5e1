import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
