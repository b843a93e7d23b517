import type { ReactNode } from "react";
import type { DepthFrame } from "@/schema/schema.gen";
import { verdictOf } from "./depth";
import styles from "./Unrun.module.css";
import { useUnrunTexts } from "./useUnrunTexts";

/** As many names as there is room for. */
const NAMED = 3;

/** What is wrong with the first weights; where nothing is, what there is to say. */
export function DepthSaid({ whole, children }: { whole: DepthFrame; children: ReactNode }) {
  const { t } = useUnrunTexts();
  const verdict = verdictOf(whole);
  const { alike } = whole;
  if (verdict !== "broken" && alike.length > 0) {
    const rest = alike.length > NAMED ? alike.length - 1 : 0;
    const nodes = alike.slice(0, rest > 0 ? 1 : undefined).join(t("depth.comma"));
    return (
      <p className={styles.read} data-ill="true">
        {rest > 0 ? t("depth.alikeMore", { nodes, count: rest }) : t("depth.alike", { nodes })}
      </p>
    );
  }
  return (
    <p className={styles.read} data-ill={verdict !== ""}>
      {verdict === "" ? children : t(`depth.${verdict}`)}
    </p>
  );
}
