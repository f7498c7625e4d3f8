import { initialsOf } from './initials.ts';
import './face.css';

interface FaceProps {
  name: string;
  /** Degrees of OKLCH. */
  hue: number;
  /** 40, 32 and 28 px. */
  size?: 'normal' | 'small' | 'tiny';
}

/** A tile with initials. It stands beside a name that is written out, so it is silent for screen readers. */
export function Face({ name, hue, size = 'normal' }: FaceProps) {
  return (
    <span className={`face hued ${size}`} style={{ '--h': hue }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
