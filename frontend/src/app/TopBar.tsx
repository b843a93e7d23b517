import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Logo } from "@/ui/Logo";
import { LanguageSwitch } from "./LanguageSwitch";
import { ThemeSwitch } from "./ThemeSwitch";
import styles from "./TopBar.module.css";

interface TopBarProps {
  /** Beside the logo: where the reader is. */
  children?: ReactNode;
  /** At the right, before language and theme. */
  actions?: ReactNode;
  /** At the far right, after them. */
  trailing?: ReactNode;
  /** The logo alone, where the page's own title stands beside it. */
  compact?: boolean;
}

export function TopBar({ children, actions, trailing, compact = false }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <Link href="/library" className={styles.logo} aria-label={t("product")}>
        <Logo />
        {!compact && <span className={styles.name}>{t("product")}</span>}
      </Link>
      {children}
      <span className={styles.grow} />
      {actions}
      <LanguageSwitch />
      <ThemeSwitch />
      {trailing}
    </header>
  );
}

export function TopBarRule() {
  return <span className={styles.rule} aria-hidden="true" />;
}
