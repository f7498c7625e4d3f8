import react from '@vitejs/plugin-react';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig, type Plugin } from 'vite';

const astOf = (text: string) => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
const server = process.env.FOOTBRIDGE_SERVER ?? 'http://localhost:3000';

/**
 * Turns the texts that have placeholders into what the formatter needs, while building: the browser then loads no parser of ICU
 * messages (14 kB of gzip). `t` takes both forms, so development and tests work on the texts as they are written.
 */
function readyTexts(): Plugin {
  return {
    name: 'ready-texts',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!/\/contract\/src\/text\/[a-z]{2}\/\w+\.ts$/.test(id)) return null;
      const file = (await import(id)) as Record<string, Record<string, string>>;
      return Object.entries(file)
        .map(([name, texts]) => {
          const ready = Object.entries(texts).map(([key, text]) => [
            key,
            /[{']/.test(text) ? astOf(text) : text,
          ]);
          return `export const ${name} = ${JSON.stringify(Object.fromEntries(ready))};`;
        })
        .join('\n');
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
  plugins: [react(), readyTexts(), noSchemas()],
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
