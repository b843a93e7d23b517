import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { live } from "@/api/live";
import { Chip } from "@/ui/Chip";
import { count } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import { NewerRun } from "./NewerRun";
import styles from "./RunStatus.module.css";
import { RunsMenu } from "./RunsMenu";

/** In the top bar: the run on screen with the way to the others, who watches, and whether the line stands. */
export function RunStatus() {
  return (
    <span className={styles.status}>
      <RunsMenu />
      <NewerRun />
      <Viewers />
      <Line />
    </span>
  );
}

function Viewers() {
  const { t } = useTranslation("run");
  const viewers = useRun((run) => run.viewers);
  // Oneself alone is no news.
  if (viewers < 2) return null;
  return (
    <span className={styles.viewers}>
      <Chip icon={<Eye />}>{t("viewers", { count: viewers, viewers: count(viewers) })}</Chip>
    </span>
  );
}

function Line() {
  const { t } = useTranslation("run");
  const connection = useStore(live().connection);
  const watching = useRun((run) => run.run !== null);
  const trains = useRun((run) => run.state === "running");
  if (!watching || connection === "online") return null;
  const text = connection === "offline" ? t("line.offline") : t("line.reconnecting");
  return (
    <span role="status">
      <Chip tone="warn" dot>
        {text}
        {trains && ` ${t("line.goesOn")}`}
      </Chip>
    </span>
  );
}
