import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import { openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { looksFine } from './eyes.ts';
import { choose, writeDate } from './hands.ts';
