/** A piece of two texts laid over each other. */
export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many comparisons two parts are shown as replaced as a whole: a reader could not follow the words of so much either. */
const COMPARISONS_MAX = 4_000_000;
/** Of unchanged text this much is kept on each side of a change. */
const CONTEXT = 160;

/**
 * What became of a text, word for word. Whole lines are compared first, then the words of lines that were replaced, so that a change
 * of a word reads as that word. What is not `added` is the old text, what is not `removed` the new one.
 */
export function differenceOf(before: string, after: string): Piece[] {
  const pieces: Piece[] = [];
  for (const hunk of hunksOf(compare(linesOf(before), linesOf(after)))) {
    if (hunk.same !== '') pieces.push({ kind: 'same', text: hunk.same });
    else if (hunk.removed === '' || hunk.added === '') {
      pieces.push({ kind: 'removed', text: hunk.removed }, { kind: 'added', text: hunk.added });
    } else pieces.push(...compare(wordsOf(hunk.removed), wordsOf(hunk.added)));
  }
  return joined(pieces);
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);
const wordsOf = (text: string): string[] => text.split(/(?<=\s)(?=\S)|(?<=\S)(?=\s)/);

/** Removed and added text that stand at the same place belong together. */
function hunksOf(pieces: readonly Piece[]): { same: string; removed: string; added: string }[] {
  const hunks: { same: string; removed: string; added: string }[] = [];
  let open: { same: string; removed: string; added: string } | undefined;
  for (const { kind, text } of pieces) {
    if (kind === 'same') {
      open = undefined;
      hunks.push({ same: text, removed: '', added: '' });
      continue;
    }
    if (open === undefined) {
      open = { same: '', removed: '', added: '' };
      hunks.push(open);
    }
    open[kind] += text;
  }
  return hunks;
}

/** The longest common subsequence of two lists, told as pieces. */
function compare(before: readonly string[], after: readonly string[]): Piece[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return [
    ...pieceOf('same', before.slice(0, start)),
    ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...pieceOf('same', before.slice(before.length - end)),
  ];
}

const pieceOf = (kind: Piece['kind'], parts: readonly string[]): Piece[] =>
  parts.map((text) => ({ kind, text }));

function compareMiddle(before: readonly string[], after: readonly string[]): Piece[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > COMPARISONS_MAX) {
    return [...pieceOf('removed', before), ...pieceOf('added', after)];
  }
  // lengths[i * width + j]: how many parts the ends from i and from j have in common.
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    if (old !== undefined && old === now) {
      pieces.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (
      old !== undefined &&
      (now === undefined || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      pieces.push({ kind: 'removed', text: old });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: now ?? '' });
      j += 1;
    }
  }
  return pieces;
}

/** Everything that changed at one place is told as one removal and one addition; a space that stayed between two changes is no pause. */
function joined(pieces: readonly Piece[]): Piece[] {
  const isChange = (at: number): boolean => (pieces[at]?.kind ?? 'same') !== 'same';
  const parts = pieces.flatMap((piece, at): Piece[] =>
    piece.kind === 'same' && /^[^\S\n]+$/u.test(piece.text) && isChange(at - 1) && isChange(at + 1)
      ? [
          { kind: 'removed', text: piece.text },
          { kind: 'added', text: piece.text },
        ]
      : [piece],
  );
  const whole: Piece[] = [];
  for (const { same, removed, added } of hunksOf(parts)) {
    const last = whole.at(-1);
    if (same !== '' && last?.kind === 'same') last.text += same;
    else if (same !== '') whole.push({ kind: 'same', text: same });
    if (removed !== '') whole.push({ kind: 'removed', text: removed });
    if (added !== '') whole.push({ kind: 'added', text: added });
  }
  return whole;
}

/** The same with long unchanged stretches cut to what stands beside a change. */
export function aroundChanges(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.kind !== 'same') return piece;
    const head = at === 0 ? '' : piece.text.slice(0, CONTEXT);
    const tail = at === pieces.length - 1 ? '' : piece.text.slice(-CONTEXT);
    if (head.length + tail.length + 2 >= piece.text.length) return piece;
    return { kind: 'same', text: `${head.replace(/\S*$/u, '')}… ${tail.replace(/^\S*\s/u, '')}` };
  });
}
