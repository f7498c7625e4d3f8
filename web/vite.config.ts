import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig, type Plugin } from 'vite';

const astOf = (text: string) => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
const server = process.env.FOOTBRIDGE_SERVER ?? 'http://localhost:3000';

const CATALOGUE = /\/contract\/src\/text\/en\/(\w+)\.ts$/;
const ALL_TEXTS = /\/contract\/src\/text\/en\.ts$/;
const TEXTS = new URL('../contract/src/text/', import.meta.url);
const pathTo = (file: string): string => fileURLToPath(new URL(file, TEXTS));

/**
 * While building, each catalogue of texts goes where its words are used: a page brings its own, and the start holds those of the start.
 * A source file asks for the catalogues whose keys it writes down, as in `'steps.end'`; a key begins with its catalogue's name.
 *
 * Texts with placeholders are turned into what the formatter needs, so that the browser loads no parser of ICU messages (14 kB of
 * gzip). `t` takes both forms, so development and tests work on the texts as they are written.
 */
function textsWhereUsed(): Plugin {
  const nouns = readdirSync(pathTo('en')).map((name) => name.replace('.ts', ''));
  const keys = new RegExp(`['"\`](${nouns.join('|')})\\.`, 'g');
  return {
    name: 'texts-where-used',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (ALL_TEXTS.test(id)) return 'export const en = {};';
      if (!CATALOGUE.test(id)) return null;
      const file = (await import(id)) as Record<string, Record<string, string>>;
      const ready = Object.values(file)
        .flatMap((texts) => Object.entries(texts))
        .map(([key, text]) => [key, /[{']/.test(text) ? astOf(text) : text]);
      return {
        code: `import { en } from '${pathTo('en.ts')}'; Object.assign(en, ${JSON.stringify(Object.fromEntries(ready))});`,
        moduleSideEffects: true,
      };
    },
    transform(code, id) {
      if (!/\/web\/src\/.*\.tsx?$/.test(id)) return null;
      const used = new Set([...code.matchAll(keys)].map(([, noun]) => noun));
      const imports = [...used].map((noun) => `import '${pathTo(`en/${noun}.ts`)}';`);
      // On the last line, so that no line of the file moves.
      return used.size === 0 ? null : { code: `${code}\n${imports.join('')}`, map: null };
    },
  };
}

const NO_SCHEMAS = '\0no-schemas';

/**
 * The browser checks no reply against its schema, so it loads no schema library (15 kB of gzip, and the time to build two hundred
 * schemas at each start). Every name of the library is there and does nothing; asking one to parse is an error.
 */
function noSchemas(): Plugin {
  return {
    name: 'no-schemas',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'zod/mini' ? NO_SCHEMAS : null),
    async load(id) {
      if (id !== NO_SCHEMAS) return null;
      const names = Object.keys(await import('zod/mini'));
      return `
        const refuse = () => { throw new Error('the client is built without schemas'); };
        const nothing = new Proxy(() => nothing, {
          apply: () => nothing,
          get: (_, name) => (/parse/i.test(String(name)) ? refuse : nothing),
        });
        export { ${names.map((name) => `nothing as ${name}`).join(', ')} };`;
    },
  };
}

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [react(), textsWhereUsed(), noSchemas()],
  resolve: {
    alias:
      command === 'build'
        ? { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' }
        : {},
  },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: address but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        // What every page needs comes as one file; without this each set of sharing pages makes one more request.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/live': { target: server, ws: true, changeOrigin: false },
    },
  },
}));
