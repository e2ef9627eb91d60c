import assert from 'node:assert/strict';
import { idIn } from './millrace.mjs';

const MIB = 2 ** 20;
const PART = 5 * MIB;
const CSV = { name: 'rivers.csv', type: 'text/csv' };
const PNG = { name: 'green.png', type: 'image/png', kind: 'picture' };

const ascending = (a, b) => a - b;

/** What is done with each version of Uppy: a name, and what must hold. */
export const SCENARIOS = {
  async 'a file in one request'({ open, millrace }) {
    const page = await open({ multipart: false });
    await page.add([CSV]);
    await page.succeeds();
    const upload = await millrace.ended(await page.uploadId());
    assert.equal(upload.state, 'COMPLETED');
    assert.equal(upload.metadata.suite, 'browser');
    assert.ok(upload.size > 0, 'the size is known at last');
  },

  async 'a file in parts'({ open, millrace }) {
    const page = await open({ multipart: true });
    await page.add([{ ...PNG, size: PART + 1000 }]);
    const [file] = await page.succeeds();
    assert.equal(file.url, `${millrace.api}/v1/uploads/${idIn(file.url)}`);
    assert.deepEqual(page.parts(), [1, 2]);
    const upload = await millrace.ended(idIn(file.url));
    assert.equal(upload.state, 'COMPLETED');
    assert.equal(upload.size, PART + 1000);
  },

  async 'a file that is too large in one request'({ open, millrace, version }) {
    const page = await open({ multipart: false, token: { maxBytes: 1000 } });
    await page.add([{ ...PNG, size: 2000 }]);
    await page.fails();
    assert.deepEqual(page.statusesOfS3(), version === 6 ? page.statusesOfS3().map(() => 400) : [400]);
    assert.equal((await millrace.upload(await page.uploadId())).state, 'CREATED');
  },

  async 'a file that is too large in parts'({ open, millrace, version }) {
    const page = await open({ multipart: true, token: { maxBytes: PART } });
    await page.add([{ ...PNG, size: PART + 1 }]);
    const { errors } = await page.fails();
    if (version === 5) {
      assert.match(errors[0], /There is no part 2/);
    }
    assert.ok(page.answers('/2?').every((status) => status === 400), 'part 2 was never signed');
    assert.match((await millrace.upload(await page.uploadId())).state, /UPLOADING|CANCELLED/);
  },

  async 'a file of a type that is not taken'({ open, version }) {
    const page = await open({ multipart: false });
    await page.add([{ name: 'setup.exe', type: 'application/x-msdownload', kind: 'program', size: 100 }]);
    const { errors } = await page.fails();
    assert.match(errors[0], version === 5 ? /is not taken/ : /Unsupported Media Type/);
    assert.deepEqual(page.statusesOfS3(), []);
  },

  async 'a program under the name of a document'({ open, millrace }) {
    const page = await open({ multipart: false });
    await page.add([{ name: 'invoice.pdf', type: 'application/pdf', kind: 'program', size: 100 }]);
    await page.succeeds();
    const upload = await millrace.ended(await page.uploadId());
    assert.equal(upload.state, 'REJECTED');
    assert.equal(upload.error.code, 'type_mismatch');
  },

  async 'a web page under the name of a picture'({ open, millrace }) {
    const page = await open({ multipart: true });
    await page.add([{ name: 'cat.png', type: 'image/png', kind: 'page' }]);
    await page.succeeds();
    assert.equal((await millrace.ended(await page.uploadId())).state, 'REJECTED');
  },

  async 'a reload in the middle'({ open, millrace }) {
    const page = await open({ multipart: true, resume: true });
    await page.hold('partNumber=2');
    await page.add([{ ...PNG, size: PART + 2000 }]);
    page.begin();
    await page.heldOne();
    await page.reload();
    await page.restored();
    const [file] = await page.succeeds();
    assert.deepEqual(page.partsSinceReload(), [2]);
    const upload = await millrace.ended(idIn(file.url));
    assert.equal(upload.state, 'COMPLETED');
    assert.equal(upload.size, PART + 2000);
  },

  async 'a pause'({ open, millrace }) {
    const page = await open({ multipart: true });
    await page.hold('partNumber=2');
    await page.add([{ ...PNG, size: PART + 3000 }]);
    const done = page.begin();
    await page.heldOne();
    await page.pauseAndGoOn();
    const { successful } = await done;
    assert.equal(successful.length, 1);
    assert.equal((await millrace.ended(idIn(successful[0].url))).state, 'COMPLETED');
  },

  async 'a cancellation'({ open, millrace }) {
    const page = await open({ multipart: true });
    await page.hold('partNumber=2');
    await page.add([{ ...PNG, size: PART + 4000 }]);
    page.begin();
    await page.heldOne();
    await page.cancel();
    assert.equal((await millrace.ended(await page.uploadId())).state, 'CANCELLED');
  },

  async 'six files at once'({ open, millrace, large }) {
    const page = await open({ multipart: large !== undefined, token: large ? { maxBytes: large } : {} });
    const size = large ? PART : 10_000;
    const files = [1, 2, 3, 4, 5].map((n) => ({ ...PNG, name: `green-${n}.png`, size: size + 1000 * n }));
    files.push(large ? { name: 'large.csv', type: 'text/csv', kind: 'table', size: large } : { ...PNG, size: 2 * MIB });
    await page.add(files);
    const done = await page.succeeds();
    assert.equal(done.length, 6);
    const uploads = await Promise.all((await page.uploadIds(6)).map((id) => millrace.ended(id, large)));
    assert.deepEqual(uploads.map(({ state }) => state), Array(6).fill('COMPLETED'));
    assert.deepEqual(uploads.map((upload) => upload.size).sort(ascending), files.map((file) => file.size).sort(ascending));
    if (large) {
      assert.equal(page.parts().length, 10 + Math.ceil(large / PART), 'every part was sent once');
    }
  },

  async 'answers that a page may read'({ open, millrace }) {
    const page = await open({ multipart: false });
    const json = { method: 'POST', headers: millrace.headers };
    const asked = {
      '/v1/uploads': [401, {}],
      '/v1/uploads?key': [403, { headers: { authorization: 'Bearer mk_unknown' } }],
      '/v1/uploads/up_0': [404, { headers: millrace.headers }],
      '/v1/uploads?syntax': [400, { ...json, body: '{' }],
      '/v1/uploads?size': [413, { ...json, body: '{"filename": "a.pdf", "size": 53687091200000}' }],
      '/v1/uploads?type': [415, { ...json, body: '{"filename": "a.exe", "size": 1}' }],
      '/uppy/utk_0/s3/params': [401, {}],
    };
    for (const [path, [status, options]] of Object.entries(asked)) {
      const answer = await page.read(`${millrace.api}${path}`, options);
      assert.equal(answer.status, status, `${path}: ${answer.body}`);
      assert.ok(answer.body.includes('"message"'), path);
    }
    const problem = await page.read(`${millrace.api}/v1/uploads/up_0`, { headers: millrace.headers });
    assert.match(problem.requestId, /^req_/);
  },
};
