import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Dialog.module.css";
import { useEscape } from "./escape";

interface DialogProps {
  title: ReactNode;
  opened: boolean;
  onClose: () => void;
  /** Pixels, or any CSS width. */
  size?: number | string;
  children: ReactNode;
}

/** A window over the page. Mantine's own heading is a `<header>`, which would be a second banner. */
export function Dialog({ title, opened, onClose, size = 440, children }: DialogProps) {
  const { t } = useTranslation();
  useEscape(opened, onClose, "dialog");
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} centered closeOnEscape={false}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
