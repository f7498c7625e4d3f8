/** The person behind a request, as known when it arrived. Rights inside a space or organisation are read with what is asked for. */
export interface Actor {
  personId: string;
  name: string;
  administrator: boolean;
  /** True when the person is a guest in every organisation they belong to: they see only the spaces they are in. */
  guest: boolean;
  /** The session the request came with; null when it came with a personal token. */
  sessionId: string | null;
  tokenId: string | null;
}

/** A credential as presented; only its SHA-256 is stored. */
export interface Credential {
  kind: 'session' | 'token';
  hash: Buffer;
}

export type Authenticate = (credential: Credential) => Promise<Actor | undefined>;
