import { useQuery } from "@tanstack/react-query";
import { getEngine } from "@/api/engine";
import { Chip } from "@/ui/Chip";
import { useLibraryTexts } from "@/ui/laterTexts";
import styles from "./EngineChip.module.css";

const REFRESH_MS = 3_000;

/** What this machine is doing; nothing while it rests. */
export function EngineChip() {
  const { t } = useLibraryTexts();
  const engine = useQuery({
    queryKey: ["engine"],
    queryFn: ({ signal }) => getEngine(signal),
    refetchInterval: REFRESH_MS,
  });
  if (!engine.data || engine.data.running + engine.data.queued === 0) return null;
  const { running, queued } = engine.data;
  const text = t("thisMachine", { running: t("running", { count: running }) });
  return (
    <span className={styles.chip}>
      <Chip icon={<i className={styles.dot} />}>
        {queued > 0 ? `${text} · ${t("queued", { count: queued })}` : text}
      </Chip>
    </span>
  );
}
