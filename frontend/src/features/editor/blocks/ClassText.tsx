import { useEffect, useState } from "react";
import { classOf } from "@/api/check";
import type { Experiment } from "@/graph/experiment";
import styles from "./GroupPanel.module.css";
import { useBlockTexts } from "./useBlockTexts";

interface ClassTextProps {
  experiment: Experiment;
  block: string;
}

/** What the block becomes in PyTorch; asked for when it is wanted. */
export function ClassText(props: ClassTextProps) {
  const { t } = useBlockTexts();
  const [wanted, setWanted] = useState(false);
  return (
    <details className={styles.torch} onToggle={(event) => setWanted(event.currentTarget.open)}>
      <summary>{t("group.torch")}</summary>
      {wanted && <Text {...props} />}
    </details>
  );
}

const SETTLED_MS = 250;

function Text({ experiment, block }: ClassTextProps) {
  const { t } = useBlockTexts();
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    // Whoever is writing the name has not said it yet.
    const timer = setTimeout(() => {
      classOf(experiment, block, asking.signal)
        .then((answer) => setSource(answer.source))
        .catch(() => asking.signal.aborted || setSource(""));
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [experiment, block]);
  if (source === null) return null;
  if (source === "") return <p className={styles.quiet}>{t("group.noTorch")}</p>;
  return (
    <pre lang="en">
      <code>{source.trimEnd()}</code>
    </pre>
  );
}
