import { useEffect, useMemo, useState } from "react";
import { classOf } from "@/api/check";
import { blocksOf, type Experiment } from "@/graph/experiment";
import styles from "./AfterGrouping.module.css";
import { toned } from "./toned";
import { useBlockTexts } from "./useBlockTexts";

interface ClassTextProps {
  experiment: Experiment;
  /** Its name in the experiment; null while it has none. */
  block: string | null;
}

/** What the block becomes in PyTorch. */
export function ClassText({ experiment, block }: ClassTextProps) {
  const { t } = useBlockTexts();
  return (
    <section className={styles.part} aria-label={t("group.torch")}>
      <header className={styles.head}>
        <h2>{t("group.torch")}</h2>
      </header>
      {block !== null && <Text experiment={experiment} block={block} />}
    </section>
  );
}

const SETTLED_MS = 250;

function Text({ experiment, block }: { experiment: Experiment; block: string }) {
  const { t } = useBlockTexts();
  const source = useSource(experiment, block);
  const parameters = blocksOf(experiment)[block]?.parameters;
  const pieces = useMemo(
    () => toned(source ?? "", Object.keys(parameters ?? {})),
    [source, parameters],
  );
  if (source === null) return null;
  if (source === "") return <p className={styles.foot}>{t("group.noTorch")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
    <pre className={styles.torch} lang="en" tabIndex={0}>
      <code>
        {pieces.map(({ at, text, tone }) =>
          tone === null ? (
            text
          ) : (
            <b key={at} data-tone={tone}>
              {text}
            </b>
          ),
        )}
      </code>
    </pre>
  );
}

/** Null until it is there, empty where there is none. */
function useSource(experiment: Experiment, block: string): string | null {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    // Whoever is writing the name has not said it yet.
    const timer = setTimeout(() => {
      classOf(experiment, block, asking.signal)
        .then((answer) => setSource(answer.source.trimEnd()))
        .catch(() => asking.signal.aborted || setSource(""));
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [experiment, block]);
  return source;
}
