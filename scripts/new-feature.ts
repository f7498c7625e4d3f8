import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Visitor, parseSync } from 'oxc-parser';

const TEMPLATES = join(dirname(fileURLToPath(import.meta.url)), 'new-feature');
const APP = 'server/src/app.ts';
const WORDS = 'contract/src/text/en.ts';
const HEARD = 'server/test/live.ts';
const LISTS = [APP, WORDS, HEARD];
const NOUN = /^[a-z]+s$/;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** Right for most nouns; the others are named on the command line. */
function singularOf(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return plural.replace(/(?<=ss|x|ch|sh)es$|s$/, '');
}

/** The templates speak of examples. One lower-case word is right in code, SQL, CSS and addresses alike. */
function inWordsOf(text: string, plural: string, singular: string): string {
  const words: Record<string, string> = {
    examples: plural,
    example: singular,
    Examples: capital(plural),
    Example: capital(singular),
  };
  return text.replaceAll(/[Ee]xamples?/g, (word) => words[word] ?? word);
}

function nextMigration(root: string): string {
  const numbers = readdirSync(join(root, 'server/migrations')).map((name) => Number(name.slice(0, 4)));
  return String(Math.max(0, ...numbers.filter(Number.isInteger)) + 1).padStart(4, '0');
}

/** Puts `entry` at the end of the list or object that `name` is declared as, or made from; where its lines break is the formatter's matter. */
function addToList(text: string, name: string, entry: string): string {
  let end = -1;
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || id.name !== name || !init) return;
      const inner = init.type === 'TSAsExpression' ? init.expression : init;
      const list = inner.type === 'CallExpression' ? inner.arguments[0] : inner;
      if (list?.type === 'ArrayExpression' || list?.type === 'ObjectExpression') end = list.end - 1;
    },
  }).visit(parseSync('list.ts', text).program);
  if (end === -1) throw new Error(`There is no list "${name}" any more; nothing was made`);
  return `${text.slice(0, end).trimEnd().replace(/,$/, '')}, ${entry}${text.slice(end)}`;
}

function addImport(text: string, line: string): string {
  const last = text.lastIndexOf('\nimport ');
  const end = text.indexOf('\n', last + 1);
  return `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

function changeFile(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** The lists of features: the server's table of contents, the words, and the live messages that tests know. */
function register(root: string, noun: string): void {
  changeFile(join(root, APP), (text) => {
    const live = addImport(text, `import { ${noun}Live } from './features/${noun}/live.ts';`);
    const both = addImport(live, `import { ${noun}Routes } from './features/${noun}/routes.ts';`);
    const all = addImport(both, `import * as ${noun} from '@footbridge/contract/${noun}.ts';`);
    const declared = addToList(all, 'CONTRACT', noun);
    return addToList(addToList(declared, 'ROUTES', `${noun}Routes`), 'LIVE', `${noun}Live`);
  });
  changeFile(join(root, WORDS), (text) =>
    addToList(addImport(text, `import { ${noun}Text } from './en/${noun}.ts';`), 'en', `...${noun}Text`),
  );
  changeFile(join(root, HEARD), (text) =>
    addToList(
      addImport(text, `import * as ${noun} from '@footbridge/contract/${noun}.ts';`),
      'SCHEMAS',
      noun,
    ),
  );
}

/**
 * Makes every place of a new noun and registers it.
 * @returns the paths made, below `root`
 * @throws when the noun is not one lower-case plural, or has a place already
 */
export function newFeature(root: string, noun: string, singular = singularOf(noun)): string[] {
  if (!NOUN.test(noun)) {
    throw new Error(`"${noun}" is no noun for a feature: one lower-case word in the plural, such as steps`);
  }
  const number = nextMigration(root);
  const templates = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.txt'),
  );
  const made = templates.map((template) => ({
    path: inWordsOf(template.replaceAll('\\', '/'), noun, singular)
      .replace('NNNN', number)
      .replace(/\.txt$/, ''),
    text: inWordsOf(readFileSync(join(TEMPLATES, template), 'utf8'), noun, singular),
  }));
  const taken = made.find(({ path }) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken.path} is there already; nothing was made`);
  register(root, noun);
  for (const { path, text } of made) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  // Where a line breaks depends on the length of the noun.
  const paths = made.map(({ path }) => path);
  execFileSync(process.execPath, [join(root, 'node_modules/.bin/oxfmt'), ...paths, ...LISTS], { cwd: root });
  return paths.toSorted();
}

function main([noun, singular]: string[]): void {
  if (noun === undefined) throw new Error('Say the noun: npm run new-feature steps [step]');
  const made = newFeature(join(TEMPLATES, '../..'), noun, singular);
  process.stdout.write(`Made and registered:\n${made.map((path) => `  ${path}`).join('\n')}\n
What is left to do:
  - say in the migration and the contract what ${noun} really are; then write the new server/schema.sql
  - put the component on a page of web/src/pages/ and give what it hears to live.ts
  - write e2e/${noun}.e2e.ts, with two people where two matter, and server tests with an outsider
  - npm run check
`);
}

if (import.meta.main) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
