// A Studio server for tests: node studio.mjs [--port n] [--keep-alive-ms n]. Prints "listening <port>"; ends when its stdin does.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { load } from './documents.mjs';
import { Jobs } from './jobs.mjs';
import { verify } from './token.mjs';
import { echo } from './websocket.mjs';

const { values: options } = parseArgs({ options: { port: { type: 'string' }, 'keep-alive-ms': { type: 'string' } } });
const jobs = new Jobs(load(new URL('../contract', import.meta.url).pathname));
const counts = {};
let control = {};

function send(request, response, status, body, headers = {}) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const etag = `W/"${bytes.length.toString(16)}-${createHash('sha1').update(bytes).digest('base64').slice(0, 27)}"`;
  response.setHeader('X-Powered-By', 'Express');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const ifNoneMatch = request.headers['if-none-match'] ?? '';
  const matches = ifNoneMatch.split(',').map(tag => tag.trim().replace(/^W\//, ''));
  if (status === 200 && ['GET', 'HEAD'].includes(request.method) && !/no-cache/.test(request.headers['cache-control'] ?? '')
    && (ifNoneMatch === '*' || matches.includes(etag.slice(2)))) {
    response.setHeader('ETag', etag);
    response.statusCode = 304;
    return response.end();
  }

  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  response.setHeader('ETag', etag);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const found = job => job ? [200, { data: job }] : [404, { error: 'Job not found' }];
const api = '/api/v2/jobs';
// Method, pattern as /count shows it, whether a token is needed (or an admin's), handler: gives [status, body] or answers itself.
const routes = [
  ['GET', '/health', 'open', () => [200, { response: 'ok' }]],
  ['GET', `${api}/correlationId/:correlationId`, 'user', ({ values }) => found(jobs.byCorrelationId(values[0]))],
  ['GET', `${api}/external`, 'user', ({ query }) => [200, { data: jobs.byExternalId(query.get('externalId')) }]],
  ['GET', `${api}/:jobId`, 'user', ({ values }) => found(jobs.byId(values[0]))],
  ['POST', `${api}/retry/:jobId`, 'admin', ({ values }) => [200, { job: jobs.retry(values[0]) }]],
  ['POST', `${api}/retry`, 'admin', async ({ request }) => [200, jobs.retryAll(JSON.parse(await read(request) || 'null'))]],
  ['GET', '/count', 'open', () => [200, counts]],
  ['POST', '/_control', 'open', async ({ request }) => [200, control = JSON.parse(await read(request))]],
  ['POST', '/upload', 'open', upload],
  ['GET', '/events', 'open', events],
  ['GET', '/big', 'open', big],
].map(([method, pattern, access, handler]) => ({
  method, pattern, access, handler, regex: new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}/?$`, 'i'),
}));

async function upload({ request }) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    hash.update(part);
  }

  return [200, { bytes, sha256: hash.digest('hex') }];
}

async function events({ response }) {
  response.writeHead(200, { 'X-Powered-By': 'Express', 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  for (let i = 1; i <= 5 && !response.destroyed; i++) {
    response.write(`data: ${i}\n\n`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }

  response.end();
}

async function big({ query, response }) {
  response.writeHead(200, { 'X-Powered-By': 'Express', 'Content-Type': 'application/octet-stream' });
  const block = Buffer.alloc(64 * 1024, 'x');
  for (let left = Number(query.get('bytes')); left > 0 && !response.destroyed; left -= block.length) {
    if (!response.write(block.subarray(0, Math.min(left, block.length)))) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }

  response.end();
}

// Failures that a test asked for: the next n requests (POST /_control) or this one (headers).
async function failed(request, response) {
  const own = { status: request.headers['x-fail-status'], delayMs: request.headers['x-fail-delay-ms'], reset: request.headers['x-fail-reset'] };
  const isNext = control.failNext > 0;
  if (isNext) control.failNext--;
  const { status, delayMs, reset } = isNext ? { status: control.reset || control.status === undefined ? undefined : control.status, delayMs: control.delayMs, reset: control.reset } : own;
  if (delayMs) await new Promise(resolve => setTimeout(resolve, Number(delayMs)));
  if (reset) request.socket.resetAndDestroy();
  else if (status) send(request, response, Number(status), { error: `failed on demand with ${status}` });
  return Boolean(reset || status);
}

async function handle(request, response) {
  const [path, search = ''] = request.url.split(/\?(.*)/s);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = routes.find(r => r.method === method && r.regex.test(path));
  const isTool = path === '/count' || path === '/_control';
  if (!isTool) {
    const name = `${request.method} ${route?.pattern ?? path}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (await failed(request, response)) return;
  }

  if (!route) return send(request, response, 404, { errors: { message: `route ${request.url} Not Found route`, error: { status: 404 } } });
  if (route.access !== 'open') {
    const { refused, claims } = verify(request.headers.authorization, 'secret');
    if (refused) return send(request, response, 401, refused);
    if (route.access === 'admin' && !claims.isAdmin) return send(request, response, 403, { error: 'The user is not admin' });
  }

  const values = route.regex.exec(path).slice(1).map(decodeURIComponent);
  const result = await route.handler({ request, response, values, query: new URLSearchParams(search) });
  if (result) send(request, response, ...result);
}

const server = createServer((request, response) => {
  handle(request, response).catch(error => {
    if (response.headersSent || response.destroyed) return response.destroy();
    const status = error.status ?? 500;
    // externalId is the one 400 with a body of its own.
    send(request, response, status, status === 400 ? { error: error.message } : { errors: { message: error.message, error: {} } });
  });
});
server.on('upgrade', (request, socket, head) => {
  counts['GET /ws'] = (counts['GET /ws'] ?? 0) + 1;
  request.url.split('?')[0] === '/ws' ? echo(request, socket, head) : socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
});
if (options['keep-alive-ms']) server.keepAliveTimeout = Number(options['keep-alive-ms']);
server.listen(Number(options.port ?? 0), '127.0.0.1', () => console.log(`listening ${server.address().port}`));

// The test host has died or is done with this server.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
