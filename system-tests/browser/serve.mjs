import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const FILES = {
  '/page.html': ['page.html', 'text/html'],
  '/page.mjs': ['page.mjs', 'text/javascript'],
  '/uppy5.mjs': ['node_modules/uppy5/dist/uppy.min.mjs', 'text/javascript'],
  '/uppy6.mjs': ['node_modules/uppy6/dist/uppy.min.mjs', 'text/javascript'],
  '/upload.html': ['../../docs/browser/upload.html', 'text/html'],
  '/uppy.css': ['node_modules/uppy6/dist/uppy.min.css', 'text/css'],
};

/** Serves the pages on a free port of this machine: an origin other than the API's and the bucket's. */
export async function serve() {
  const server = createServer((request, response) => {
    const file = FILES[new URL(request.url, 'http://page').pathname];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': `${file[1]}; charset=utf-8` });
    createReadStream(fileURLToPath(new URL(file[0], import.meta.url))).pipe(response);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
