import assert from 'node:assert/strict';

const PATIENCE_MS = 90_000;

/** The page of `docs/browser`, without a library: what is sent, shown and told of a refusal. */
export async function plainPage({ context, origin, millrace, socket }) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const query = new URLSearchParams({ api: millrace.api, socket, token: millrace.key });
  await page.goto(`${origin}/upload.html#${query}`);

  // Unlike any file before, or it would be a duplicate.
  const miller = Math.random().toString(36).replace(/[^a-z]/g, '');
  const tide = `The old mill on the estuary turns with the tide twice a day. Its miller, a certain ${miller}, has not missed an ebb in forty years.`;
  await page.setInputFiles('input', [
    { name: 'tide.txt', mimeType: 'text/plain', buffer: Buffer.from(tide) },
    { name: 'rivers.csv', mimeType: 'text/csv', buffer: Buffer.from(`river,level\nElbe,3.2\nSpree,${Math.random()}\n`) },
    { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
  ]);

  const card = (name) => page.locator('li', { hasText: name });
  for (const name of ['tide.txt', 'rivers.csv']) {
    await card(name).and(page.locator('[data-state=COMPLETED]')).waitFor();
    assert.equal(await card(name).locator('progress').getAttribute('value'), '1');
  }
  await card('tide.txt').getByText('turns with the tide').waitFor();
  await card('setup.exe').and(page.locator('[data-state=unsupported_media_type]')).waitFor();
  return page;
}
