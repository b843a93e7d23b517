import { Button } from "@mantine/core";
import { RotateCw } from "lucide-react";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./PanelError.module.css";
import { useCopy } from "./useCopy";

interface PanelErrorProps {
  /** What failed, in the reader's words; a general sentence where it is not known. */
  message?: string;
  /** What a developer needs; goes to the clipboard. */
  details?: string;
  onRetry?: () => void;
}

/** One panel's fault, in that panel alone. */
export function PanelError({ message, details, onRetry }: PanelErrorProps) {
  const { t } = useTranslation("common");
  const clipboard = useCopy();
  return (
    <div className={styles.error} role="alert">
      <p className={styles.message}>{message ?? t("panelError.message")}</p>
      <div className={styles.actions}>
        {onRetry && (
          <Button
            size="xs"
            variant="default"
            leftSection={<RotateCw size={13} />}
            onClick={onRetry}
          >
            {t("panelError.retry")}
          </Button>
        )}
        {details !== undefined && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => clipboard.copy(details)}>
            {clipboard.copied ? t("copied") : t("panelError.copyDetails")}
          </Button>
        )}
      </div>
    </div>
  );
}

interface PanelBoundaryProps {
  children: ReactNode;
}

interface PanelBoundaryState {
  failure: Error | null;
}

/** Keeps one panel's exception from the rest of the page. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { failure: null };

  static getDerivedStateFromError(failure: unknown): PanelBoundaryState {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override componentDidCatch(failure: unknown, info: ErrorInfo): void {
    console.error(failure, info.componentStack);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <PanelError
        details={failure.stack ?? failure.message}
        onRetry={() => this.setState({ failure: null })}
      />
    );
  }
}
