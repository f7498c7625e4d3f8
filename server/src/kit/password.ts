import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP's smallest recommendation for argon2id: 19 MiB, two passes, one lane. About 40 ms of one core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A hash in the PHC string format, as in `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`; it says its own parameters. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await derive(password, {
    nonce,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: TAG_BYTES,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${base64(tag)}`;
}

/**
 * Whether a password fits a hash. Without a hash (no such account, no password set) it takes the same time and answers no, so that
 * the time says nothing about who has an account.
 */
export async function fitsPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const found = PHC.exec(hash ?? (await nobodysHash()));
  if (found === null) return false;
  const [, memory, passes, lanes, salt = '', tag = ''] = found;
  const wanted = Buffer.from(tag, 'base64');
  const derived = await derive(password, {
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: wanted.length,
  });
  return timingSafeEqual(derived, wanted) && hash !== null && hash !== undefined;
}

/** The same characters typed on another keyboard may be composed otherwise: NFKC makes them one (RFC 8265). */
function derive(password: string, parameters: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFKC'), ...parameters }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    );
  });
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

let nobodys: Promise<string> | undefined;
const nobodysHash = () => (nobodys ??= hashPassword(randomBytes(SALT_BYTES).toString('base64')));
