import { Visitor, type CallExpression, type Expression, type MemberExpression } from 'oxc-parser';
import { isScript, isTest, lineAt, parse, type Problem, type SourceFile } from './check-source.ts';

/** Reports one finding inside a file. */
type Report = (offset: number, message: string) => void;

const RAW_HTML = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'setHTMLUnsafe',
]);
const TEST_WORDS = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const SWITCHED_OFF = new Set(['only', 'skip', 'todo', 'fixme', 'fails', 'failing']);
const inFeature = (path: string): boolean => path.startsWith('server/src/features/') && !isTest(path);
const inServer = (path: string): boolean => path.startsWith('server/src/') && !isTest(path);

/** `a.b.c` as words, the way it was written; empty for anything else. */
function chain(node: Expression): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression') return node.type === 'CallExpression' ? chain(node.callee) : [];
  return [...chain(node.object), memberName(node)];
}

function memberName(node: MemberExpression): string {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : '';
  return node.property.type === 'Literal' && typeof node.property.value === 'string'
    ? node.property.value
    : '';
}

/** Outbound requests pass the one guard against requests into the own network. */
function rawRequest(path: string, node: CallExpression, report: Report): void {
  if (!inServer(path) || path.startsWith('server/src/kit/fetch')) return;
  const called = chain(node.callee).join('.');
  if (/^((globalThis\.)?fetch|https?\.(request|get))$/.test(called)) {
    report(node.start, `${called}() leaves the host unguarded: go through kit/fetch.ts`);
  }
}

/** Features take the time from kit/clock.ts, so that tests can move it. */
function ownClock(path: string, called: string, offset: number, report: Report): void {
  if (inFeature(path)) report(offset, `${called} cannot be moved by a test: ask kit/clock.ts`);
}

function switchedOffTest(file: SourceFile, node: CallExpression, report: Report): void {
  if (node.callee.type === 'CallExpression') return;
  const words = chain(node.callee);
  if (!TEST_WORDS.has(words[0] ?? '')) return;
  const off = words.find((word) => SWITCHED_OFF.has(word));
  // The browser tests' runner says skipIf as skip with a condition and a reason.
  if (off === 'skip' && node.arguments.length === 2 && file.path.endsWith('.e2e.ts')) return;
  if (off) report(node.start, `.${off} switches tests off: mend or remove them`);
  if (words.includes('skipIf') && !hasReason(file, node.start)) {
    report(node.start, 'skipIf needs its reason: a comment above it, or in brackets in the title');
  }
}

/** Four words in a comment on the line above, or three in brackets in the title. */
function hasReason(file: SourceFile, offset: number): boolean {
  if (/^[^;]*?\(\s*['"`][^'"`]*\((\S+\s+){2,}[^)]+\)['"`]/.test(file.text.slice(offset, offset + 400))) {
    return true;
  }
  const line = lineAt(file, offset);
  return parse(file).comments.some((comment) => {
    const last = lineAt(file, comment.end);
    return (last === line || last === line - 1) && comment.value.trim().split(/\s+/).length >= 4;
  });
}

function inSyntax(file: SourceFile, report: Report): void {
  const { path } = file;
  const html = (name: string, offset: number): void => {
    if (RAW_HTML.has(name)) report(offset, `${name} lets markup in as text: render React elements`);
  };
  new Visitor({
    CallExpression(node) {
      rawRequest(path, node, report);
      switchedOffTest(file, node, report);
      const called = chain(node.callee).join('.');
      if (/^(Date\.now|Temporal\.Now\..+)$/.test(called)) ownClock(path, called, node.start, report);
    },
    NewExpression(node) {
      const bare =
        node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0;
      if (bare) ownClock(path, 'new Date()', node.start, report);
    },
    MemberExpression(node) {
      html(memberName(node), node.start);
    },
    Property(node) {
      if (node.key.type === 'Identifier') html(node.key.name, node.start);
    },
    JSXAttribute(node) {
      if (node.name.type === 'JSXIdentifier') html(node.name.name, node.start);
    },
  }).visit(parse(file).program);
}

/** Lint and types are switched off for one line at most, with the rule and the reason. */
function inComments(file: SourceFile, report: Report): void {
  for (const comment of parse(file).comments) {
    const text = comment.value.trim();
    if (/^@ts-(ignore|nocheck|expect-error)/.test(text)) report(comment.start, 'types are not switched off');
    if (
      /^(eslint|oxlint)-disable/.test(text) &&
      !/^(eslint|oxlint)-disable-next-line \S+ -- (\S+\s+){2,}\S+/.test(text)
    ) {
      report(
        comment.start,
        'write "oxlint-disable-next-line <rule> -- <why it is right here>", or obey the rule',
      );
    }
    if (/^(prettier|oxfmt)-ignore/.test(text)) report(comment.start, 'formatting is not switched off');
    if (/\b(TODO|FIXME|XXX|HACK)\b/.test(text)) {
      report(comment.start, 'do it now, or write it where work is planned');
    }
  }
}

/** The project speaks of itself alone: no machine, tool or address of the place where it was written. */
const WORKPLACE: [RegExp, string][] = [
  [/(?<![\w.:/])\/work\/(?!\.)/, 'a path of one machine'],
  [/\bbash[_]jobs\b|\bsub[-]?agents?\b|\b(cl[a]ude|anthr[o]pic|ch[a]tgpt)\b/i, 'a tool of the workplace'],
  [/https?:\/\/(registry|deb|artifactory|proxy)\.[a-z]/i, 'the address of a package registry'],
  [/\b(issue|ticket)s? #?\d+\b/i, 'the number of an issue: say the reason itself'],
];

function inWords(file: SourceFile, report: Report): void {
  if (/(^|\/)package-lock\.json$/.test(file.path)) return;
  for (const [pattern, what] of WORKPLACE) {
    const hit = pattern.exec(file.text);
    if (hit) report(hit.index, `"${hit[0]}" is ${what}`);
  }
}

/** What must not be written anywhere, whoever reviews. */
export function checkForbidden(files: SourceFile[]): Problem[] {
  return files.flatMap((file) => {
    const problems: Problem[] = [];
    const report: Report = (offset, message) =>
      problems.push({ path: file.path, line: lineAt(file, offset), message });
    inWords(file, report);
    if (isScript(file.path)) {
      inSyntax(file, report);
      inComments(file, report);
    }
    return problems;
  });
}
