import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  /** One sentence that invites. */
  title: string;
  children?: ReactNode;
  /** The next sensible things to press. */
  actions?: ReactNode;
  /** The thing itself, drawn. */
  art?: ReactNode;
  /** The heading's rank on its page. */
  headingLevel?: 1 | 2;
}

/** Where something will be: says what, shows it, and offers the first step. */
export function EmptyState({ title, children, actions, art, headingLevel = 2 }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={styles.empty} data-art={art !== undefined}>
      <div className={styles.words}>
        <Heading className={styles.title}>{title}</Heading>
        {children !== undefined && <div className={styles.text}>{children}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {art !== undefined && (
        <div className={styles.art} aria-hidden="true">
          {art}
        </div>
      )}
    </section>
  );
}
