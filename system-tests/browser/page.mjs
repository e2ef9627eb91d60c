// Stock Uppy, wired as its documentation says; the address tells the version and the endpoint.
const query = new URLSearchParams(location.search);
const version = Number(query.get('uppy'));
const { AwsS3, Dashboard, GoldenRetriever, Uppy } = await import(`/uppy${version}.mjs`);

const uppy = new Uppy();
uppy.use(Dashboard, { inline: true, target: '#uppy', width: 700, height: 420 });
uppy.use(AwsS3, {
  [version === 5 ? 'endpoint' : 'companionEndpoint']: query.get('endpoint'),
  shouldUseMultipart: query.get('multipart') === 'true',
});
if (query.has('resume')) {
  uppy.use(GoldenRetriever, { indexedDB: { maxFileSize: 2 ** 30, maxTotalSize: 2 ** 30 } });
}

const errors = [];
uppy.on('upload-error', (file, error) => errors.push(String(error.message)));

// A PNG that is as large as wanted: what follows its end is no part of the picture.
async function picture(size) {
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext('2d');
  context.fillStyle = '#2a6';
  context.fillRect(8, 8, 40, 40);
  const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  const content = new Uint8Array(Math.max(size, png.length));
  for (let i = png.length; i < content.length; i += 4096) {
    content[i] = i >> 12;
  }
  content.set(png);
  return unlikeAnyOther(content);
}

// A table that is as large as wanted: a few rows and many blank lines, which are no text. A Blob
// keeps them outside the page's memory.
function table(size) {
  const rows = `river,station,level\n` + `Elbe,Dresden ${Math.random()},3.2\n`.repeat(1000);
  const blank = '\n'.repeat(2 ** 20);
  return new Blob([rows, ...new Array(Math.ceil(size / blank.length)).fill(blank)]).slice(0, size);
}

// The same bytes twice in one tenant would be a duplicate.
function unlikeAnyOther(content) {
  crypto.getRandomValues(content.subarray(-16));
  return content;
}

async function content({ kind, size }) {
  switch (kind) {
    case 'picture':
      return picture(size);
    case 'program':
      return Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, ...new Array(size).fill(0)]);
    case 'page':
      return new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
    case 'table':
      return table(size);
    default:
      return new TextEncoder().encode(`river,level\nElbe,3.2\nSpree,${Math.random()}\n`);
  }
}

// Goes on with what was under way before the reload, as the Dashboard's button does.
function recovered() {
  const done = new Promise((complete) => uppy.once('complete', complete));
  uppy.emit('restore-confirmed');
  return done;
}

window.page = {
  uppy,
  async add(files) {
    for (const file of files) {
      uppy.addFile({ name: file.name, type: file.type, data: new File([await content(file)], file.name, { type: file.type }) });
    }
  },
  // Uploads, and tells what came of it.
  async upload() {
    const result = await (uppy.getState().recoveredState ? recovered() : uppy.upload());
    return {
      successful: (result?.successful ?? []).map((file) => ({ name: file.name, url: file.response?.uploadURL ?? file.uploadURL })),
      failed: (result?.failed ?? []).map((file) => file.name),
      errors,
    };
  },
  // What a page may read of an answer; a network error if that is nothing.
  async read(url, options) {
    try {
      const answer = await fetch(url, options);
      return { status: answer.status, requestId: answer.headers.get('x-request-id'), body: await answer.text() };
    } catch (error) {
      return { status: 0, body: String(error) };
    }
  },
};
document.title = 'ready';
