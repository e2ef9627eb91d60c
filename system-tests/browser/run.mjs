// Runs every scenario with Uppy 5 and 6 and prints a line of JSON for each. From the environment:
// MILLRACE_API, MILLRACE_KEY, MILLRACE_SCREENSHOTS (a folder), MILLRACE_LARGE (bytes; optional: only
// the six files at once, one of them as large as this), MILLRACE_ONLY (part of a name; optional).
import { mkdirSync } from 'node:fs';
import { launch, UppyPage } from './browser.mjs';
import { Millrace } from './millrace.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { serve } from './serve.mjs';

const { MILLRACE_API, MILLRACE_KEY, MILLRACE_SCREENSHOTS, MILLRACE_LARGE, MILLRACE_ONLY } = process.env;
const large = MILLRACE_LARGE ? Number(MILLRACE_LARGE) : undefined;
const millrace = new Millrace(MILLRACE_API, MILLRACE_KEY);
mkdirSync(MILLRACE_SCREENSHOTS, { recursive: true });

async function run(browser, origin, version, name, scenario) {
  const start = Date.now();
  const context = await browser.newContext();
  const pages = [];
  const open = async ({ multipart, resume, token }) => {
    const query = new URLSearchParams({ uppy: version, multipart, endpoint: await millrace.endpoint(token) });
    if (resume) {
      query.set('resume', 'true');
    }
    const page = await UppyPage.open(context, `${origin}/page.html?${query}`);
    pages.push(page);
    return page;
  };
  let failure;
  try {
    await scenario({ open, millrace, version, large });
  } catch (error) {
    failure = error.stack;
  }
  await pages.at(-1)?.screenshot(`${MILLRACE_SCREENSHOTS}/uppy${version} ${name}.png`);
  await context.close();
  console.log(JSON.stringify({ name: `Uppy ${version}: ${name}`, ms: Date.now() - start, failure }));
}

const browser = await launch();
if (!browser) {
  console.log(JSON.stringify({ skipped: 'there is no Chromium here; CHROME_PATH may name one' }));
} else {
  const page = await serve();
  const wanted = Object.entries(SCENARIOS)
    .filter(([name]) => !large || name === 'six files at once')
    .filter(([name]) => !MILLRACE_ONLY || name.includes(MILLRACE_ONLY));
  for (const version of [5, 6]) {
    for (const [name, scenario] of wanted) {
      await run(browser, page.origin, version, name, scenario);
    }
  }
  await browser.close();
  page.close();
}
