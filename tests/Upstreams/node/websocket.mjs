// An echo of text and binary messages, by hand: RFC 6455 without extensions.
import { createHash } from 'node:crypto';

const suffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function frame(first, payload) {
  const n = payload.length;
  if (n < 126) return Buffer.concat([Buffer.from([first, n]), payload]);
  const head = Buffer.alloc(n < 65536 ? 4 : 10);
  head[0] = first;
  head[1] = n < 65536 ? 126 : 127;
  n < 65536 ? head.writeUInt16BE(n, 2) : head.writeBigUInt64BE(BigInt(n), 2);
  return Buffer.concat([head, payload]);
}

function next(buffer) {
  if (buffer.length < 2) return null;
  let length = buffer[1] & 0x7f;
  let at = 2;
  if (length >= 126) {
    at = length === 126 ? 4 : 10;
    if (buffer.length < at) return null;
    length = length === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
  }

  const mask = buffer.subarray(at, at + 4);
  at += 4;
  if (buffer.length < at + length) return null;
  const payload = Buffer.from(buffer.subarray(at, at + length), 0).map((byte, i) => byte ^ mask[i % 4]);
  return { first: buffer[0], payload: Buffer.from(payload), rest: buffer.subarray(at + length) };
}

export function echo(request, socket, head) {
  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + suffix).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  let buffer = head;
  const read = () => {
    for (let message; (message = next(buffer)) !== null;) {
      buffer = message.rest;
      const opcode = message.first & 0xf;
      socket.write(frame(opcode === 9 ? 0x8a : message.first, message.payload));
      if (opcode === 8) return socket.end();
    }
  };
  socket.on('data', data => {
    buffer = Buffer.concat([buffer, data]);
    read();
  });
  socket.on('error', () => socket.destroy());
  read();
}
