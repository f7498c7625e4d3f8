import { t } from './t.ts';
import { aroundChanges, differenceOf } from './difference.ts';
import './difference.css';

interface DifferenceProps {
  before: string;
  after: string;
  /** For long texts: unchanged stretches are cut to what stands beside a change. */
  brief?: boolean;
}

/** What became of a text: struck out what went, underlined what came, and said so to those who hear it. */
export function Difference({ before, after, brief = false }: DifferenceProps) {
  const whole = differenceOf(before, after);
  const pieces = brief ? aroundChanges(whole) : whole;
  return (
    <p className="difference">
      {pieces.map((piece, at) => {
        // Pieces have no identity but their place; the list is made anew as a whole.
        const key = `${at} ${piece.kind}`;
        if (piece.kind === 'same') return <span key={key}>{piece.text}</span>;
        const Tag = piece.kind === 'added' ? 'ins' : 'del';
        return (
          <Tag key={key}>
            <span className="unseen">{t(piece.kind === 'added' ? 'kit.added' : 'kit.removed')} </span>
            {piece.text}
          </Tag>
        );
      })}
    </p>
  );
}
