import { describe, expect, test } from 'vitest';
import tokensCss from './tokens.css?raw';

type Theme = 'light' | 'dark';
type Rgb = [number, number, number];

const css = tokensCss.replaceAll('var(--h)', 'hue');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+):\s*light-dark\(oklch\(([^)]+)\),\s*oklch\(([^)]+)\)\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** OKLCH to linear sRGB (https://www.w3.org/TR/css-color-4/#color-conversion-code), clipped to the gamut as browsers do. */
function toLinear(oklch: string, hue: number): Rgb {
  const [l = 0, c = 0, h = 0] =
    oklch.replace('hue', String(hue)).split('/')[0]?.trim().split(/\s+/).map(Number) ?? [];
  const angle = (h * Math.PI) / 180;
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

function luminance(name: string, theme: Theme, hue = 0): number {
  const value = tokens.get(name);
  if (!value) throw new Error(`--${name} is no colour of tokens.css`);
  const [r, g, b] = toLinear(value[theme], hue);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front: string, ground: string, theme: Theme, hue?: number): number {
  const [a, b] = [luminance(front, theme, hue), luminance(ground, theme, hue)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['paper', 'surface', 'sunk', 'raised', 'hover', 'button'];
const WASHES = ['accent-wash', 'social', 'attention-wash', 'danger-wash'];
const text = (fronts: string[], grounds: string[]) =>
  fronts.flatMap((front) => grounds.map((ground) => [front, ground] as const));

const TEXT_PAIRS = [
  ...text(['ink', 'soft'], [...GROUNDS, ...WASHES]),
  ...text(['accent'], [...GROUNDS, 'accent-wash', 'social']),
  ...text(['attention', 'danger', 'done'], ['paper', 'surface', 'sunk', 'raised']),
  ...text(['social-ink'], ['social', 'paper', 'surface', 'sunk']),
  ['attention', 'attention-wash'],
  ['danger', 'danger-wash'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['danger-ink', 'danger'],
] as const;
const CONTROL_PAIRS = text(['edge', 'accent'], ['paper', 'surface', 'sunk', 'raised', 'social']);
const HUES = Array.from({ length: 72 }, (_, at) => at * 5);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(TEXT_PAIRS)('text of --%s can be read on --%s', (front, ground) => {
    expect(contrast(front, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(CONTROL_PAIRS)('a control edged with --%s is seen on --%s', (front, ground) => {
    expect(contrast(front, ground, theme)).toBeGreaterThanOrEqual(3);
  });

  test('initials can be read on the tile of every organisation', () => {
    const worst = Math.min(...HUES.map((hue) => contrast('hue-ink', 'hue-ground', theme, hue)));
    expect(worst).toBeGreaterThanOrEqual(4.5);
  });

  test('the square of every organisation is seen on every ground', () => {
    const ratios = HUES.flatMap((hue) =>
      ['paper', 'surface', 'sunk', 'social'].map((ground) => contrast('hue-square', ground, theme, hue)),
    );
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(3);
  });
});

test('the conversion agrees with known colours', () => {
  tokens.set('black', { light: '0 0 0', dark: '0 0 0' });
  tokens.set('white', { light: '1 0 0', dark: '1 0 0' });
  // sRGB red is oklch(0.62796 0.25768 29.2339); its contrast with white is 3.998.
  tokens.set('red', { light: '0.62796 0.25768 29.2339', dark: '0 0 0' });
  expect(contrast('black', 'white', 'light')).toBeCloseTo(21, 3);
  expect(contrast('red', 'white', 'light')).toBeCloseTo(3.998, 2);
});
