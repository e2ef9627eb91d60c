import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
import { idIn } from './millrace.mjs';

const PATIENCE_MS = 120_000;
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Starts a headless Chromium: the one of the npm package on x86-64 Linux, else an installed one. */
export async function launch() {
  const own = process.platform === 'linux' && process.arch === 'x64';
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  if (!own && !installed) {
    return undefined;
  }
  return driver.launch({
    executablePath: own ? await chromium.executablePath() : installed,
    // Not the package's own arguments: they switch off what is tested here, the same-origin policy.
    args: own ? ['--no-sandbox', '--disable-gpu'] : [],
    headless: true,
  });
}

async function until(condition, what) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((later) => setTimeout(later, 20));
  }
}

/** One tab with Uppy in it, and what it has asked of the API and of S3. */
export class UppyPage {
  #tab;
  #requests = [];
  #held = [];
  #created = new Set();
  #reloadedAt = 0;

  static async open(context, address) {
    const page = new UppyPage();
    page.#tab = await context.newPage();
    page.#tab.setDefaultTimeout(PATIENCE_MS);
    page.#tab.on('response', (response) => page.#heard(response));
    await page.#tab.goto(address);
    await page.#ready();
    return page;
  }

  async #ready() {
    await this.#tab.waitForFunction(() => document.title === 'ready');
  }

  add(files) {
    return this.#tab.evaluate((wanted) => window.page.add(wanted), files);
  }

  begin() {
    const result = this.#tab.evaluate(() => window.page.upload());
    result.catch(() => {}); // the tab may be reloaded meanwhile
    return result;
  }

  async succeeds() {
    const result = await this.begin();
    assert.deepEqual(result.failed, [], result.errors.join('; '));
    assert.ok(result.successful.length > 0, 'something was uploaded');
    return result.successful;
  }

  async fails() {
    const result = await this.begin();
    assert.equal(result.failed.length, 1);
    assert.equal(result.successful.length, 0);
    return result;
  }

  /** Holds requests back whose address contains a text. */
  async hold(text) {
    await this.#tab.route((url) => url.href.includes(text), (route) => this.#held.push(route));
  }

  async heldOne() {
    await until(() => this.#held.length > 0, 'a request is held back');
  }

  async #release() {
    await this.#tab.unrouteAll({ behavior: 'ignoreErrors' });
    await Promise.all(this.#held.splice(0).map((route) => route.continue().catch(() => {})));
  }

  async reload() {
    // What Golden Retriever keeps is written a little later.
    await this.#tab.waitForTimeout(1500);
    await Promise.all(this.#held.splice(0).map((route) => route.abort().catch(() => {})));
    await this.#tab.unrouteAll({ behavior: 'ignoreErrors' });
    this.#reloadedAt = this.#requests.length;
    await this.#tab.reload();
    await this.#ready();
  }

  async restored() {
    await this.#tab.waitForFunction(() => window.page.uppy.getFiles().some((file) => file.data?.size > 0));
  }

  async pauseAndGoOn() {
    await this.#tab.evaluate(() => window.page.uppy.pauseAll());
    await this.#tab.waitForTimeout(300);
    await this.#release();
    await this.#tab.evaluate(() => window.page.uppy.resumeAll());
  }

  async cancel() {
    await this.#tab.evaluate(() => window.page.uppy.cancelAll());
    await this.#release();
  }

  read(url, options) {
    return this.#tab.evaluate(([address, wanted]) => window.page.read(address, wanted), [url, options]);
  }

  #numbers(requests) {
    return requests
      .filter(({ method, status, url }) => method === 'PUT' && status === 200 && url.includes('partNumber='))
      .map(({ url }) => Number(new URL(url).searchParams.get('partNumber')))
      .sort((a, b) => a - b);
  }

  /** The numbers of the parts that S3 has taken. */
  parts() {
    return this.#numbers(this.#requests);
  }

  partsSinceReload() {
    return this.#numbers(this.#requests.slice(this.#reloadedAt));
  }

  /** The statuses of answers to requests whose address contains a text. */
  answers(text) {
    return this.#requests.filter(({ url, method }) => method !== 'OPTIONS' && url.includes(text)).map(({ status }) => status);
  }

  /** The statuses of S3's answers to what puts bytes there. */
  statusesOfS3() {
    return this.#requests.filter(({ url, method }) => ['POST', 'PUT'].includes(method) && !url.includes('/uppy/') && !url.includes('/v1/')).map(({ status }) => status);
  }

  /** The ids of the uploads that were created, once there are so many. */
  async uploadIds(count) {
    await until(() => this.#created.size >= count, `${count} uploads were created`);
    assert.equal(this.#created.size, count);
    return [...this.#created];
  }

  async uploadId() {
    return (await this.uploadIds(1))[0];
  }

  async #heard(response) {
    const request = response.request();
    this.#requests.push({ url: response.url(), method: request.method(), status: response.status() });
    if (request.method() === 'OPTIONS' || !response.ok()) {
      return;
    }
    const { pathname, searchParams } = new URL(response.url());
    // The inspector forgets bodies when much is sent, so parts tell their upload by their address.
    if (pathname.endsWith('/s3/params')) {
      this.#created.add(idIn((await response.json()).fields.key));
    } else if (pathname.includes('/s3/multipart/') && searchParams.has('key')) {
      this.#created.add(idIn(searchParams.get('key')));
    }
  }
}
