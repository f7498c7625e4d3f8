import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as base64url: too many to guess, so a plain SHA-256 of it is a safe thing to store. */
export const newSecret = () => randomBytes(32).toString('base64url');

export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest();

const TOKEN_PREFIX = 'fbt_';
/** Personal tokens carry a prefix, so that secret scanners and people recognise them. */
export const tokenText = (secret: string) => `${TOKEN_PREFIX}${secret}`;
export const secretOfToken = (text: string) =>
  text.startsWith(TOKEN_PREFIX) ? text.slice(TOKEN_PREFIX.length) : undefined;
