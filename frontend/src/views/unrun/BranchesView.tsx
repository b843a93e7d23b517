import { useCallback, useMemo, useRef } from "react";
import { count } from "@/ui/format";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { QuietWords } from "../canvas/QuietWords";
import { branchAt, paintBranches } from "./paintBranches";
import styles from "./Unrun.module.css";
import { useBranches } from "./useBranches";
import { usePointing } from "./usePointing";
import { useUnrunTexts } from "./useUnrunTexts";

/** How many channels each branch brings to where they are joined. */
export function BranchesView({ role }: { role: string }) {
  const { t } = useUnrunTexts();
  const branchings = useBranches(role);
  const nodes = useMemo(() => branchings.map(({ node }) => node), [branchings]);
  const { at, point, press, onKey } = usePointing(role, nodes);
  const width = useRef(1);
  const draw = useCallback(
    (sheet: Sheet) => {
      width.current = sheet.width;
      paintBranches(sheet, branchings, at);
    },
    [branchings, at],
  );
  const twin = useCallback(() => {
    const most = Math.max(...branchings.map(({ channels }) => channels.length));
    const columns = Array.from({ length: most }, (_, branch) =>
      t("branches.branch", { branch: branch + 1 }),
    );
    return {
      columns: [t("branches.node"), ...columns, t("branches.sum")],
      rows: branchings.map(({ node, channels }) => [
        node,
        ...columns.map((_, branch) => count(channels[branch])),
        count(channels.reduce((sum, each) => sum + each, 0)),
      ]),
    };
  }, [branchings, t]);
  if (branchings.length === 0) return <QuietWords>{t("branches.empty")}</QuietWords>;
  const under = ({ x }: FigurePoint) => branchAt(width.current, branchings.length, x);
  return (
    <div className={styles.whole}>
      <Figure
        label={t("branches.label")}
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
