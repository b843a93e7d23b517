import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWhenPressed } from "@/ui/useWhenPressed";
import styles from "./TakeHomeMenu.module.css";
import type { DocumentRef, TakenRun } from "./takeHome";

const load = () => import("./TakeHomeFiles").then(({ TakeHomeFiles }) => TakeHomeFiles);

interface TakeHomeMenuProps {
  source: DocumentRef;
  run: TakenRun | null;
}

/** The files that a reader takes away. */
export function TakeHomeMenu(props: TakeHomeMenuProps) {
  const { t } = useTranslation("share");
  const [Files, waiting] = useWhenPressed("menu", load);
  const opener = (
    <Button
      variant="subtle"
      color="gray"
      data-action="take-home"
      classNames={{ section: styles.icon }}
      leftSection={<Download size={15} />}
      {...waiting}
    >
      <span className={styles.word}>{t("takeHome.button")}</span>
    </Button>
  );
  return Files === null ? opener : <Files {...props} opener={opener} />;
}
