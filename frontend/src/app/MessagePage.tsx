import type { ReactNode } from "react";
import { EmptyState } from "@/ui/EmptyState";
import styles from "./MessagePage.module.css";
import { TopBar } from "./TopBar";
import { usePageTitle } from "./usePageTitle";

interface MessagePageProps {
  title: string;
  text: string;
  actions: ReactNode;
}

/** A whole page that says one thing: what is so, and what to do next. */
export function MessagePage({ title, text, actions }: MessagePageProps) {
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <TopBar />
      <main className={styles.main}>
        <EmptyState title={title} headingLevel={1} actions={actions}>
          {text}
        </EmptyState>
      </main>
    </div>
  );
}
