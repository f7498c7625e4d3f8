/** What outlives the page on this device: small texts by key. Writing may be refused; then it lasts as long as the page. */
export interface Keep {
  get: (key: string) => string | null;
  set: (key: string, text: string) => void;
  remove: (key: string) => void;
  keys: (prefix: string) => string[];
}

export function memoryKeep(): Keep {
  const texts = new Map<string, string>();
  return {
    get: (key) => texts.get(key) ?? null,
    set: (key, text) => void texts.set(key, text),
    remove: (key) => void texts.delete(key),
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** The browser's storage, written at once: what is in it survives a killed tab. Falls back to memory where it is forbidden or full. */
export function deviceKeep(storage: Storage): Keep {
  const spare = memoryKeep();
  return {
    get: (key) => spare.get(key) ?? storage.getItem(key),
    set(key, text) {
      try {
        storage.setItem(key, text);
        spare.remove(key);
      } catch {
        spare.set(key, text);
      }
    },
    remove(key) {
      spare.remove(key);
      storage.removeItem(key);
    },
    keys: (prefix) => [
      ...new Set([...spare.keys(prefix), ...Object.keys(storage).filter((key) => key.startsWith(prefix))]),
    ],
  };
}
