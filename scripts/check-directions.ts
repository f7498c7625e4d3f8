import { importsOf, isScript, type Import, type Problem, type SourceFile } from './check-source.ts';
import { SERVER_KINDS, WEB_KINDS, placeOf, tierOf, type Kind, type Place } from './check-places.ts';

/** Which rooms of its own tree a room may look into. A room sees itself always. */
const ROOMS: Record<string, Record<string, readonly string[]>> = {
  server: {
    main: ['serve', 'app', 'config', 'kit', 'commands', 'seeds'],
    cli: ['commands', 'kit'],
    serve: ['app', 'features', 'kit', 'config'],
    app: ['features', 'kit', 'config'],
    config: ['kit'],
    commands: ['serve', 'features', 'kit', 'config', 'app', 'seeds', 'main'],
    features: ['kit'],
    kit: [],
    seeds: ['features', 'kit', 'config', 'app', 'serve'],
    test: ['features', 'kit', 'config', 'app', 'serve', 'main', 'commands', 'seeds'],
  },
  web: {
    main: ['client', 'routes', 'pages', 'features', 'kit', 'styles'],
    client: ['features', 'kit'],
    routes: ['client', 'pages', 'features', 'kit'],
    pages: ['client', 'features', 'kit'],
    features: ['kit'],
    kit: [],
    styles: [],
  },
};
const PRODUCT = new Set(['contract', 'server', 'web']);

/** Between the trees: the contract stands alone, server and web meet only in it, nothing of the product leans on its tests. */
function acrossTrees(from: Place, to: Place): string | null {
  if (from.tree === to.tree) return null;
  if (to.tree === 'contract') return null;
  if (PRODUCT.has(from.tree) && !from.test && from.room !== 'vite') {
    return from.tree === 'contract'
      ? 'the contract imports nothing but the schema library'
      : `${from.tree}/ may import only the contract, never ${to.tree}/`;
  }
  const oneTree = new Set([from.tree, to.tree]);
  if (oneTree.has('server') && oneTree.has('web')) return 'server and web never see each other';
  return null;
}

function betweenRooms(from: Place, to: Place): string | null {
  const rooms = ROOMS[from.tree];
  if (!rooms || from.tree !== to.tree || from.test || from.room === to.room) return null;
  if (to.test || to.room === 'test') {
    return from.room === 'test' ? null : 'product code does not import tests';
  }
  const allowed = rooms[from.room];
  if (!allowed || allowed.includes(to.room)) return null;
  const outwards = from.room === 'kit' ? ': kit knows nothing of this product' : '';
  return `${from.tree} ${from.room} may import ${allowed.join(', ') || 'only itself'}, not ${to.room}${outwards}`;
}

function ofOwnFeature(from: Place, to: Place, kind: Kind): string | null {
  if (to.kind === 'test') return 'product code does not import tests';
  return to.kind && kind.own.includes(to.kind)
    ? null
    : `${from.kind} may import ${kind.own.join(', ')} of its feature, not ${to.kind}`;
}

/** Between features: downwards only, through the few kinds of file that are made to be looked at. */
function betweenFeatures(from: Place, to: Place, kind: Kind): string | null {
  const [mine, theirs] = [tierOf(from.noun ?? ''), tierOf(to.noun ?? '')];
  if (theirs > mine) {
    return `${from.noun} (tier ${mine}) may not import ${to.noun} (tier ${theirs}): features import downwards`;
  }
  if (mine === 3 && theirs === 3) {
    return `siblings of tier 3 (${from.noun}, ${to.noun}) do not import each other: what crosses goes through activity or a page`;
  }
  if (to.kind && kind.others.includes(to.kind)) return null;
  return `${from.kind} may import ${kind.others.join(', ') || 'nothing'} of other features, not ${to.kind} of ${to.noun}`;
}

function ofKit(from: Place, target: string, kind: Kind): string | null {
  const part = target.replace(/^.*?\/kit\//, '').replace(/\.tsx?$/, '');
  if (kind.kit === 'all' || kind.kit.some((name) => part === name || part.startsWith(`${name}/`))) {
    return null;
  }
  return `${from.kind} may import ${kind.kit.map((name) => `kit/${name}`).join(', ') || 'nothing of kit'}, not kit/${part}`;
}

/** Types vanish before the program runs, so within a feature and towards kit a file may name any type. */
function fromFeature(from: Place, to: Place, one: Import): string | null {
  const kinds = from.tree === 'web' ? WEB_KINDS : SERVER_KINDS;
  const kind = kinds[from.kind ?? ''];
  if (!kind || from.test) return null;
  if (one.target === null) {
    return kind.pure && !one.typeOnly
      ? `${from.kind} is pure: it imports the contract and its own rules, not "${one.specifier}"`
      : null;
  }
  if (to.room === 'features' && from.noun !== to.noun) return betweenFeatures(from, to, kind);
  if (one.typeOnly) return null;
  if (to.room === 'features') return ofOwnFeature(from, to, kind);
  return to.room === 'kit' && to.tree === from.tree ? ofKit(from, one.target, kind) : null;
}

function ofContract(from: Place, one: Import): string | null {
  if (from.tree !== 'contract' || from.test || one.target !== null) return null;
  return /^zod(\/|$)/.test(one.specifier)
    ? null
    : `the contract imports nothing but the schema library, not "${one.specifier}"`;
}

/** What stands above the features knows them by what they register or by what they let others use. */
function ofAssembly(from: Place, to: Place): string | null {
  if (from.tree !== 'server' || from.test || to.room !== 'features') return null;
  const allowed: Record<string, readonly string[]> = {
    app: ['routes', 'live', 'jobs', 'notices'],
    serve: ['access'],
    commands: ['access', 'queries', 'changes'],
  };
  const kinds = allowed[from.room];
  if (!kinds || (to.kind && kinds.includes(to.kind))) return null;
  return `${from.room} may import ${kinds.join(', ')} of a feature, not ${to.kind}`;
}

/** Walls, layers, tiers and what each kind of feature file may import. */
export function checkDirections(files: SourceFile[]): Problem[] {
  const paths = new Set(files.map((file) => file.path));
  return files
    .filter((file) => isScript(file.path))
    .flatMap((file) => {
      const from = placeOf(file.path);
      return importsOf(file).flatMap((one) => {
        const to = placeOf(one.target ?? 'package');
        const messages = [
          ofContract(from, one),
          fromFeature(from, to, one),
          ...(one.target === null
            ? []
            : [acrossTrees(from, to), betweenRooms(from, to), ofAssembly(from, to)]),
          one.target !== null && isScript(one.target) && !paths.has(one.target)
            ? `${one.target} does not exist`
            : null,
        ];
        return messages
          .filter((message) => message !== null)
          .map((message) => ({ path: file.path, line: one.line, message }));
      });
    });
}
