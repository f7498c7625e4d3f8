import 'react';

declare module 'react' {
  interface CSSProperties {
    /** The hue of an organisation, see `.hued` in styles/tokens.css. */
    '--h'?: number;
  }
}
