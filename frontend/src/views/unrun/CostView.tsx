import { useCallback, useMemo, useRef } from "react";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { compact, count } from "@/ui/format";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { QuietWords } from "../canvas/QuietWords";
import { costsOf, type NodeCost } from "./costs";
import { columnAt, paintCost } from "./paintCost";
import styles from "./Unrun.module.css";
import { usePointing } from "./usePointing";
import { useUnrunTexts } from "./useUnrunTexts";

/** What every node of the network costs, and the sum of it. */
export function useCosts(role: string): readonly NodeCost[] {
  const network = useDocument(({ document }) => networkOf(document, role));
  const checked = useCheck(({ answer }) => answer?.networks[role]);
  return useMemo(() => costsOf(network, checked), [network, checked]);
}

export const sumOf = (costs: readonly NodeCost[]): number =>
  costs.reduce((sum, { parameters }) => sum + parameters, 0);

/** Parameters up, FLOPs down, a column for each node that has some. */
export function CostView({ role }: { role: string }) {
  const { t } = useUnrunTexts();
  const costs = useCosts(role);
  const nodes = useMemo(() => costs.map(({ node }) => node), [costs]);
  const { at, point, press, onKey } = usePointing(role, nodes);
  const width = useRef(0);
  const draw = useCallback(
    (sheet: Sheet) => {
      width.current = sheet.width;
      paintCost(sheet, costs, at, { parameters: t("cost.key"), flops: t("cost.flops") });
    },
    [costs, at, t],
  );
  const twin = useCallback(
    () => ({
      columns: [t("cost.node"), t("cost.parameters"), t("cost.flops")],
      rows: costs.map(({ node, parameters, flops }) => [node, count(parameters), compact(flops)]),
    }),
    [costs, t],
  );
  if (costs.length === 0) return <QuietWords>{t("cost.empty")}</QuietWords>;
  const under = ({ x }: FigurePoint) => columnAt(width.current, costs.length, x);
  return (
    <div className={styles.whole}>
      <Figure
        label={t("cost.label")}
        topics={[]}
        draw={draw}
        twin={twin}
        onHover={(place) => point(place === null ? -1 : under(place))}
        onPress={(place) => press(under(place))}
        onKey={onKey}
      />
    </div>
  );
}
