// What express-jwt answers to the tokens that tests send: HMAC with one secret, no issuer, no audience, no clock skew.
import { createHmac, timingSafeEqual } from 'node:crypto';

const hashes = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };

const refuse = (message, code, inner = { message }) =>
  ({ refused: { errors: { message, error: { name: 'UnauthorizedError', message, code, status: 401, inner } } } });
const invalid = (message, name = 'JsonWebTokenError', more = {}) => refuse(message, 'invalid_token', { name, message, ...more });
const json = part => JSON.parse(Buffer.from(part, 'base64url').toString());

export function verify(authorization, secret) {
  if (authorization === undefined) return refuse('No authorization token was found', 'credentials_required');
  const words = authorization.split(' ');
  if (words.length !== 2 || !/^Bearer$/i.test(words[0]))
    return refuse('Format is Authorization: Bearer [token]', 'credentials_bad_format');
  const parts = words[1].split('.');
  if (parts.length !== 3) return invalid('jwt malformed');
  let header, claims;
  try {
    header = json(parts[0]);
    claims = json(parts[1]);
  } catch {
    return invalid('invalid token');
  }

  if (!parts[2]) return invalid('jwt signature is required');
  const hash = hashes[header.alg];
  if (!hash) return invalid('invalid algorithm');
  const expected = createHmac(hash, secret).update(`${parts[0]}.${parts[1]}`).digest();
  const actual = Buffer.from(parts[2], 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return invalid('invalid signature');
  const now = Math.floor(Date.now() / 1000);
  if (claims.nbf > now) return invalid('jwt not active', 'NotBeforeError', { date: new Date(claims.nbf * 1000) });
  if (claims.exp <= now) return invalid('jwt expired', 'TokenExpiredError', { expiredAt: new Date(claims.exp * 1000) });
  return { claims };
}
