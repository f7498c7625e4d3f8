/**
 * The map of the tree as data: which places there are, what a file of each kind is for, and what it may import.
 * docs/decisions/0001-file-vocabulary.md tells the reasons.
 */

/** What one kind of feature file may import. */
export interface Kind {
  /** Kinds of the same feature (its subfolders included). */
  own: readonly string[];
  /** Parts of kit/: a folder or file below it, or `folder/file`. */
  kit: readonly string[] | 'all';
  /** Kinds of features further down. */
  others: readonly string[];
  /** Neither packages nor node's own modules: what is here can be tested with plain values. */
  pure?: true;
}

const FROM_OTHERS = ['access', 'queries', 'changes'];

export const SERVER_KINDS: Record<string, Kind> = {
  routes: {
    own: ['routes', 'access', 'queries', 'changes', 'rules', 'live'],
    kit: ['http', 'db', 'activity', 'live', 'files', 'log', 'clock'],
    others: FROM_OTHERS,
  },
  access: {
    own: ['access', 'queries', 'rules'],
    kit: ['db', 'http/problem', 'clock'],
    others: ['access', 'queries'],
  },
  queries: {
    own: ['queries', 'rules', 'access'],
    kit: ['db', 'clock'],
    others: ['queries', 'access'],
  },
  changes: {
    own: ['changes', 'queries', 'rules', 'access', 'parse', 'load', 'external'],
    kit: [
      'db',
      'activity',
      'jobs',
      'text',
      'files',
      'http/problem',
      'http/secret',
      'password',
      'clock',
      'log',
    ],
    others: FROM_OTHERS,
  },
  rules: { own: ['rules'], kit: [], others: [], pure: true },
  live: {
    own: ['queries', 'rules', 'access', 'live'],
    kit: ['live', 'activity', 'db'],
    others: ['access', 'queries'],
  },
  notices: {
    own: ['queries', 'rules', 'access'],
    kit: ['mail', 'activity', 'db', 'text'],
    others: ['access', 'queries'],
  },
  jobs: {
    own: ['changes', 'queries', 'rules', 'notices'],
    kit: ['jobs', 'activity', 'db', 'mail', 'log', 'clock'],
    others: ['changes', 'queries'],
  },
  external: { own: ['rules'], kit: ['fetch', 'log', 'clock'], others: [] },
  parse: { own: ['rules', 'parse'], kit: [], others: [], pure: true },
  load: {
    own: ['rules', 'parse', 'queries', 'load'],
    kit: ['db', 'activity', 'text', 'clock'],
    others: ['queries'],
  },
};

export const WEB_KINDS: Record<string, Kind> = {
  component: {
    own: ['component', 'api', 'live', 'rules', 'store', 'style'],
    kit: 'all',
    others: ['component'],
  },
  api: { own: ['api', 'rules', 'store'], kit: ['api', 'live', 'store', 'time', 'text'], others: [] },
  live: { own: ['api', 'rules', 'store'], kit: ['api', 'live', 'store'], others: [] },
  store: { own: ['store', 'rules'], kit: ['api', 'live', 'store'], others: [], pure: true },
  rules: { own: ['rules'], kit: ['time', 'text'], others: [], pure: true },
  style: { own: [], kit: [], others: [] },
};

/** Nouns of the other tiers; every noun that is not here is of the third. */
const TIERS: Record<string, number> = {
  auth: 1,
  people: 1,
  organisations: 1,
  spaces: 2,
  policies: 2,
  trust: 4,
  recognition: 4,
  notices: 4,
  search: 4,
  moderation: 4,
  disclosure: 4,
  imports: 4,
  invitations: 4,
  accounts: 4,
  admin: 4,
  rounds: 4,
  offers: 4,
  agreements: 4,
  thanks: 4,
  stories: 4,
  pairings: 4,
  cases: 4,
  home: 5,
  together: 5,
};

export const tierOf = (noun: string): number => TIERS[noun] ?? 3;

/** Where a file stands: `room` is the layer of its tree that the direction rules speak of. */
export interface Place {
  tree: string;
  room: string;
  /** For features: the noun, and the kind of file, or `null` when the name is outside the vocabulary. */
  noun?: string;
  kind?: string | null;
  test: boolean;
}

/** The folders of tests and of what stands round the product. Product code never looks at them. */
const OUTSIDE = new Set(['e2e', 'tools', 'scripts', 'bin', 'docs', '.ci']);

function kindOf(tree: string, path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.test\.tsx?$/.test(name)) return 'test';
  const folder = path.split('/').at(-2) ?? '';
  if (tree === 'web') {
    if (/^[A-Z][A-Za-z0-9]*\.tsx$/.test(name)) return 'component';
    if (name === `${folder}.css`) return 'style';
  }
  const kinds = tree === 'web' ? WEB_KINDS : SERVER_KINDS;
  const stem = /^([a-z]+)\.ts$/.exec(name)?.[1];
  return stem !== undefined && stem in kinds && stem !== 'component' && stem !== 'style' ? stem : null;
}

/** Reads a place from a path. Files at the top of a tree are of the room named like them (`app`, `main`, `routes`). */
export function placeOf(path: string): Place {
  const parts = path.split('/');
  const tree = parts.length === 1 ? 'root' : (parts[0] ?? 'root');
  const test = /\.(test|e2e)\.tsx?$/.test(path);
  if (OUTSIDE.has(tree) || tree === 'root') return { tree, room: tree, test };
  if (parts[1] !== 'src') return { tree, room: parts[1] ?? '', test };
  const third = parts[2] ?? '';
  if (third !== 'features') {
    return { tree, room: parts.length === 3 ? third.replace(/\..*$/, '') : third, test };
  }
  return { tree, room: 'features', noun: parts[3] ?? '', kind: kindOf(tree, path), test };
}
