import { type ReactNode, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PanelBoundary } from "@/ui/PanelError";
import styles from "./StudioLayout.module.css";

interface StudioLayoutProps {
  /** `shared`: no inspector, and the views stand beside the canvas in its place. */
  view?: "own" | "shared";
  top: ReactNode;
  /** Rail and canvas. */
  editor: ReactNode;
  inspector?: ReactNode;
  /** Below 1280 px the inspector is a drawer over the canvas; this opens it. */
  inspectorOpen?: boolean;
  dock: ReactNode;
  /** Above the transport, where the run needs a word. */
  band: ReactNode;
  transport: ReactNode;
}

/** The rooms of the studio: bar, rail and canvas, inspector, dock, transport. Each keeps its faults to itself. */
export function StudioLayout(props: StudioLayoutProps) {
  const { t } = useTranslation("app");
  const painted = usePainted();
  return (
    <div className={styles.studio}>
      {props.top}
      <main className={styles.main} data-view={props.view ?? "own"}>
        <div className={styles.editor}>
          <PanelBoundary>{props.editor}</PanelBoundary>
        </div>
        <section className={styles.dock} aria-label={t("studio.views")}>
          {painted && <Room>{props.dock}</Room>}
        </section>
        {props.inspector !== undefined && (
          <div className={styles.inspector} data-open={props.inspectorOpen ?? false}>
            {painted && <Room>{props.inspector}</Room>}
          </div>
        )}
      </main>
      <div className={styles.transport}>
        <PanelBoundary>
          {painted && <Suspense>{props.band}</Suspense>}
          {props.transport}
        </PanelBoundary>
      </div>
    </div>
  );
}

/** Whether the canvas has been painted: the code of the other rooms is asked for after that, not before. */
function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted;
}

/** A room whose furniture comes a moment later: quiet until it is there, and its faults stay inside. */
function Room({ children }: { children: ReactNode }) {
  return (
    <PanelBoundary>
      <Suspense fallback={null}>{children}</Suspense>
    </PanelBoundary>
  );
}
