import assert from 'node:assert/strict';

const TERMINAL_WITHIN_MS = 90_000;
const LEAST_BYTES_A_MS = 2_000;

/** The API, as the page's own server and the test use it: with a key. */
export class Millrace {
  constructor(api, key) {
    this.api = api;
    this.key = key;
    this.headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  }

  async endpoint(wish = {}) {
    const answer = await fetch(`${this.api}/v1/upload-tokens`, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify({ ttlSeconds: 600, metadata: { suite: 'browser' }, ...wish }),
    });
    assert.equal(answer.status, 201);
    return (await answer.json()).companionEndpoint;
  }

  async upload(id) {
    const answer = await fetch(`${this.api}/v1/uploads/${id}`, { headers: this.headers });
    assert.equal(answer.status, 200, `${id} is known`);
    return answer.json();
  }

  /** The upload once it has ended, for which many bytes take longer. */
  async ended(id, bytes = 0) {
    const deadline = Date.now() + TERMINAL_WITHIN_MS + bytes / LEAST_BYTES_A_MS;
    while (Date.now() < deadline) {
      const answer = await fetch(`${this.api}/v1/uploads/${id}?wait=5`, { headers: this.headers });
      const upload = answer.status === 200 ? await answer.json() : {};
      if (upload.terminal) {
        return upload;
      }
    }
    throw new Error(`${id} has not ended: ${JSON.stringify(await this.upload(id))}`);
  }
}

/** The upload's id, which stands in its object's key and in its own address. */
export function idIn(text) {
  const id = /up_[0-9a-z]+/.exec(text)?.[0];
  assert.ok(id, `${text} names an upload`);
  return id;
}
