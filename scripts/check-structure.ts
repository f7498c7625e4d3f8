import { isScript, type Problem, type SourceFile } from './check-source.ts';
import { SERVER_KINDS, WEB_KINDS, placeOf, type Place } from './check-places.ts';

const FORBIDDEN = new Set(
  'util utils helper helpers common misc manager managers service services types index'.split(' '),
);
/** What may stand directly in a tree; a new name here is a decision. */
const ROOMS: Record<string, RegExp> = {
  contract:
    /^src\/(kit\/|text\/[a-z]{2}(-[A-Z]{2})?(\/|\.ts$)|[a-z][A-Za-z0-9]*(\/[a-z][A-Za-z0-9]*)?(\.test)?\.ts$)/,
  server:
    /^(migrations\/|seeds\/|test\/|schema\.sql$|src\/((main|cli|serve|app|config)(\.test)?\.ts$|kit\/|commands\/|features\/[a-z]))/,
  web: /^(index\.html$|public\/|vite\.config\.ts$|src\/((main|routes)\.tsx$|client(\.test)?\.ts$|pages\/|features\/[a-z]|kit\/((ui|api|live|time|text)\/|[a-z][A-Za-z0-9]*(\.test)?\.ts$)|styles\/))/,
};

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_.]/);

function nameProblems(file: SourceFile): Problem[] {
  const parts = file.path.split('/');
  const problems: Problem[] = [];
  for (const [at, part] of parts.entries()) {
    const stem = part.replace(/\.(test|e2e|config)?\.?(tsx?|mjs|css)$/, '');
    const last = words(stem).at(-1) ?? '';
    const isFolder = at < parts.length - 1;
    if (FORBIDDEN.has(last) && (isFolder || isScript(part)) && !(isFolder && last === 'index')) {
      problems.push({
        path: file.path,
        message: `"${part}" says nothing about its content: name it after the product's noun or verb`,
      });
    }
  }
  return problems;
}

const CASES: { where: RegExp; name: RegExp; says: string }[] = [
  { where: /^server\/migrations\//, name: /^\d{4}_[a-z][a-z0-9_]*\.sql$/, says: 'NNNN_snake_case.sql' },
  { where: /^scripts\//, name: /^[a-z][a-z0-9-]*(\.test)?\.(ts|mjs)$/, says: 'kebab-case' },
  {
    where: /^(contract|server|web)\/src\/.*\.ts$/,
    name: /^([a-z][A-Za-z0-9]*(\.test|\.d)?|[A-Z][A-Za-z0-9]*\.test)\.ts$/,
    says: 'camelCase.ts',
  },
  {
    where: /^web\/src\/(pages|features)\/.*\.tsx$/,
    name: /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/,
    says: 'PascalCase.tsx',
  },
];

function caseProblems(file: SourceFile): Problem[] {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return CASES.filter((rule) => rule.where.test(file.path) && !rule.name.test(name)).map((rule) => ({
    path: file.path,
    message: `the name is not ${rule.says}`,
  }));
}

function placeProblems(file: SourceFile, place: Place): Problem[] {
  const rooms = ROOMS[place.tree];
  const inside = file.path.slice(place.tree.length + 1);
  if (rooms && !/^(package|tsconfig)\.json$/.test(inside) && !rooms.test(inside)) {
    return [{ path: file.path, message: `${place.tree}/ has no such place: see docs/map.md for the rooms` }];
  }
  if (place.room === 'features' && place.kind === null) {
    const kinds = Object.keys(place.tree === 'web' ? WEB_KINDS : SERVER_KINDS).join(', ');
    return [
      { path: file.path, message: `not in the file vocabulary of a ${place.tree} feature (${kinds}, tests)` },
    ];
  }
  if (place.tree === 'server' && /^server\/src\/features\/[^/]+\/[^/]+\/[^/]+\//.test(file.path)) {
    return [
      {
        path: file.path,
        message: 'a feature has one level of subfolders: make the inner one a feature or a sibling',
      },
    ];
  }
  return [];
}

/** A noun with routes has its contract and its screens; a contract and a screen have a server that answers. */
function nounProblems(files: SourceFile[]): Problem[] {
  const paths = new Set(files.map((file) => file.path));
  const places = files
    .map((file) => placeOf(file.path))
    .filter((place) => place.room === 'features' && !place.test);
  const nouns = (tree: string): Set<string> =>
    new Set(places.filter((place) => place.tree === tree).map((place) => place.noun ?? ''));
  const [onServer, onWeb] = [nouns('server'), nouns('web')];
  const problems: Problem[] = [];
  const need = (path: string, has: boolean, message: string): void => {
    if (!has) problems.push({ path, message });
  };
  const routed = new Set(
    places
      .filter((place) => place.tree === 'server' && place.kind === 'routes')
      .map((place) => place.noun ?? ''),
  );
  for (const noun of routed) {
    need(
      `server/src/features/${noun}`,
      paths.has(`contract/src/${noun}.ts`),
      `has routes but no contract/src/${noun}.ts`,
    );
    need(`server/src/features/${noun}`, onWeb.has(noun), `has routes but no web/src/features/${noun}/`);
  }
  for (const noun of onWeb) {
    need(
      `web/src/features/${noun}`,
      paths.has(`contract/src/${noun}.ts`),
      `has no contract/src/${noun}.ts: what knows no noun belongs to kit/ or pages/`,
    );
  }
  for (const path of paths) {
    const noun = /^contract\/src\/(?!kit\/|text\/)([a-zA-Z]+)(?:\/\w+)?\.ts$/.exec(path)?.[1];
    // A part of a noun that several need stands in its folder: steps/stakes.ts.
    if (noun) need(path, onServer.has(noun), `no server/src/features/${noun}/ answers for it`);
  }
  return problems;
}

function migrationProblems(files: SourceFile[]): Problem[] {
  const numbered = files.filter((file) => /^server\/migrations\/\d{4}_/.test(file.path));
  return numbered.flatMap((file, at) => {
    const number = Number(file.path.slice('server/migrations/'.length).slice(0, 4));
    return number === at + 1
      ? []
      : [
          {
            path: file.path,
            message: `migrations are numbered without gap or repetition: expected ${String(at + 1).padStart(4, '0')}`,
          },
        ];
  });
}

/** The closed vocabulary of names and places, and the same noun at the same place in every tree. */
export function checkStructure(files: SourceFile[]): Problem[] {
  const each = files.flatMap((file) => [
    ...nameProblems(file),
    ...caseProblems(file),
    ...placeProblems(file, placeOf(file.path)),
  ]);
  return [...each, ...nounProblems(files), ...migrationProblems(files)];
}
