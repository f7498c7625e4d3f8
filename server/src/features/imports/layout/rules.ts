/** A file of an archive, by its name in there. */
interface Named {
  name: string;
  bytes: number;
}

/** Lists of the workspace that are read; each is named as Slack names it. */
export const LISTS = ['users.json', 'channels.json', 'groups.json', 'mpims.json', 'dms.json'] as const;
export type ListName = (typeof LISTS)[number];

export interface Folder<File> {
  name: string;
  /** In order of their days. */
  files: File[];
}

export interface Layout<File> {
  lists: Map<ListName, File>;
  folders: Map<string, Folder<File>>;
  /** What is neither a list nor a file of a conversation. */
  others: File[];
}

/** Names are compared in one form: the same letter with an accent can be written in two. */
export const folderKey = (name: string): string => name.normalize('NFC');

const DAY = /^\d{4}-\d{2}-\d{2}\.json$/;

/** The day that a file is of, as in `2026-11-24`; undefined for files that are none of a day. */
export const dayOf = (path: string): string | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return DAY.test(name) ? name.slice(0, 10) : undefined;
};

/** How an export lies in its archive, which may have one folder around all of it; undefined where nothing looks like an export. */
export function readLayout<File extends Named>(files: File[]): Layout<File> | undefined {
  const root = findRoot(files);
  if (root === undefined) return undefined;
  const layout: Layout<File> = { lists: new Map(), folders: new Map(), others: [] };
  for (const file of files) {
    place(layout, file, file.name.startsWith(root) ? file.name.slice(root.length) : '');
  }
  for (const folder of layout.folders.values()) folder.files.sort(byDay);
  return layout;
}

function findRoot(files: Named[]): string | undefined {
  const signs = files
    .filter(({ name }) => /(?:^|\/)(?:users|channels)\.json$/.test(name))
    .map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1));
  const days = files
    .filter(({ name }) => name.includes('/') && dayOf(name) !== undefined)
    .map(({ name }) =>
      name
        .split('/')
        .slice(0, -2)
        .map((part) => `${part}/`)
        .join(''),
    );
  const found = signs.length > 0 ? signs : days;
  return found.reduce<string | undefined>(
    (shortest, root) => (shortest === undefined || root.length < shortest.length ? root : shortest),
    undefined,
  );
}

function place<File extends Named>(layout: Layout<File>, file: File, path: string): void {
  const [first = '', second, ...deeper] = path.split('/');
  const list = LISTS.find((name) => name === path);
  if (list !== undefined) layout.lists.set(list, file);
  else if (second?.endsWith('.json') && deeper.length === 0) {
    const key = folderKey(first);
    const folder = layout.folders.get(key) ?? { name: first, files: [] };
    folder.files.push(file);
    layout.folders.set(key, folder);
  } else layout.others.push(file);
}

/** Days first, in order: a message must be read before the answers to it. */
function byDay(a: Named, b: Named): number {
  const [dayA, dayB] = [dayOf(a.name) ?? `~${a.name}`, dayOf(b.name) ?? `~${b.name}`];
  return dayA < dayB ? -1 : dayA > dayB ? 1 : 0;
}
