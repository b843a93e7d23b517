import type { CSSProperties, ReactNode } from "react";
import type { Family } from "./family";

const PATHS: Record<Family, ReactNode> = {
  input: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="m3 11 3-3 2.5 2.5L10.5 8l3 3" />
    </>
  ),
  conv: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />
      <rect x="4.6" y="4.6" width="4.4" height="4.4" fill="currentColor" stroke="none" />
    </>
  ),
  pool: <path d="M2.5 3h11L10 8v5L6 11V8z" />,
  act: <path d="M2 11.5h5.5L13.5 4" />,
  norm: <path d="M1.8 12c3.7 0 3.7-8 6.2-8s2.5 8 6.2 8" />,
  linear: (
    <>
      <path d="M3.5 4l9 4M3.5 8h9M3.5 12l9-4" />
      <circle cx="3" cy="4" r="1.2" />
      <circle cx="3" cy="12" r="1.2" />
      <circle cx="13" cy="8" r="1.2" />
    </>
  ),
  recurrent: <path d="M12.8 6.5A5 5 0 1 0 13 9M13.2 3v3.6H9.6" />,
  merge: <path d="M2.5 3.5h2.8L8.5 8h5M2.5 12.5h2.8L8.5 8M11.5 6l2 2-2 2" />,
  block: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2" />
      <path d="M5 8h6M5 5.5h6M5 10.5h6" />
    </>
  ),
  output: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <circle cx="8" cy="8" r="2.2" fill="currentColor" stroke="none" />
    </>
  ),
};

interface GlyphProps {
  family: Family;
  size?: number;
  /** Off where the glyph should take the colour of the text around it. */
  coloured?: boolean;
}

/** A layer family's sign, in its family's colour. Decorative: the family's name stands beside it. */
export function Glyph({ family, size = 16, coloured = true }: GlyphProps) {
  const style: CSSProperties | undefined = coloured ? { color: `var(--fam-${family})` } : undefined;
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none", ...style }}
    >
      {PATHS[family]}
    </svg>
  );
}
