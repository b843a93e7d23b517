/** Three layers, the nearest one lit. Decorative: the product's name stands beside it or labels the link. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 22 22" width={size} height={size} aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="1.5">
        <rect x="2" y="4" width="11" height="14" rx="2" opacity=".4" />
        <rect x="5.5" y="4" width="11" height="14" rx="2" fill="var(--bg-surface)" opacity=".75" />
      </g>
      <rect x="9" y="4" width="11" height="14" rx="2" fill="var(--accent)" />
    </svg>
  );
}
