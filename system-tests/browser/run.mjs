// Runs every scenario with Uppy 5 and 6, then the page of docs/browser, and prints a line of JSON for
// each. From the environment: MILLRACE_API, MILLRACE_SOCKET, MILLRACE_KEY, MILLRACE_SCREENSHOTS (a
// folder), MILLRACE_LARGE (bytes; optional: only the six files at once, one of them as large as
// this), MILLRACE_ONLY (part of a name; optional).
import { mkdirSync } from 'node:fs';
import { launch, UppyPage } from './browser.mjs';
import { Millrace } from './millrace.mjs';
import { plainPage } from './plain.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { serve } from './serve.mjs';

const { MILLRACE_API, MILLRACE_SOCKET, MILLRACE_KEY, MILLRACE_SCREENSHOTS, MILLRACE_LARGE, MILLRACE_ONLY } = process.env;
const large = MILLRACE_LARGE ? Number(MILLRACE_LARGE) : undefined;
const millrace = new Millrace(MILLRACE_API, MILLRACE_KEY);
mkdirSync(MILLRACE_SCREENSHOTS, { recursive: true });

// Tries a scenario in a context of its own; what it leaves open last is photographed.
async function run(browser, name, scenario) {
  const start = Date.now();
  const context = await browser.newContext();
  let failure;
  try {
    await scenario(context);
  } catch (error) {
    failure = error.stack;
  }
  await context.pages().at(-1)?.screenshot({ path: `${MILLRACE_SCREENSHOTS}/${name.replace(':', '')}.png` });
  await context.close();
  console.log(JSON.stringify({ name, ms: Date.now() - start, failure }));
}

function uppy(version, scenario, origin) {
  return (context) => {
    const open = async ({ multipart, resume, token }) => {
      const query = new URLSearchParams({ uppy: version, multipart, endpoint: await millrace.endpoint(token) });
      if (resume) {
        query.set('resume', 'true');
      }
      return UppyPage.open(context, `${origin}/page.html?${query}`);
    };
    return scenario({ open, millrace, version, large });
  };
}

const browser = await launch();
if (!browser) {
  console.log(JSON.stringify({ skipped: 'there is no Chromium here; CHROME_PATH may name one' }));
} else {
  const { origin, close } = await serve();
  const scenarios = [5, 6].flatMap((version) =>
    Object.entries(SCENARIOS)
      .filter(([name]) => !large || name === 'six files at once')
      .map(([name, scenario]) => [`Uppy ${version}: ${name}`, uppy(version, scenario, origin)]),
  );
  if (!large) {
    scenarios.push(['the page without a library', (context) => plainPage({ context, origin, millrace, socket: MILLRACE_SOCKET })]);
  }
  for (const [name, scenario] of scenarios.filter(([name]) => !MILLRACE_ONLY || name.includes(MILLRACE_ONLY))) {
    await run(browser, name, scenario);
  }
  await browser.close();
  close();
}
