import { createPortal } from "react-dom";
import { useStore } from "zustand";
import { isUse, repeatOf } from "@/graph/blocks/definitions";
import { familyOf } from "@/graph/catalogue";
import { checkStore } from "@/graph/checkStore";
import type { Experiment } from "@/graph/experiment";
import { planOrder } from "@/graph/order";
import type { Network } from "@/graph/types";
import { dockRoom } from "@/ui/dockRoom";
import { count as figure } from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import styles from "./AfterGrouping.module.css";
import { type Becoming, becoming, held } from "./becoming";
import { ClassText } from "./ClassText";
import type { Groupable, Plan } from "./groupPlan";
import { useBlockTexts } from "./useBlockTexts";

interface AfterGroupingProps {
  experiment: Experiment;
  found: Groupable;
  plan: Plan;
  /** What it is called; null while that is no name. */
  block: string | null;
}

/** In the dock while layers are about to become a block: what the canvas becomes, and the class that the block is. */
export function AfterGrouping({ experiment, found, plan, block }: AfterGroupingProps) {
  const room = useStore(dockRoom, ({ element }) => element);
  if (room === null) return null;
  return createPortal(
    <div className={styles.guest} data-guest>
      <Becomes {...{ experiment, found, plan }} />
      <ClassText experiment={plan.experiment} block={block} />
    </div>,
    room,
  );
}

function Becomes({ experiment, found, plan }: Omit<AfterGroupingProps, "block">) {
  const { t } = useBlockTexts();
  const parts = becoming(experiment, found, plan);
  return (
    <section className={styles.part} aria-label={t("after.title")}>
      <header className={styles.head}>
        <h2>{t("after.title")}</h2>
        <span>{t("after.nodes", plan.counts)}</span>
      </header>
      <div className={styles.body}>
        {parts.map((part) => (
          <Part key={part.role} {...part} />
        ))}
      </div>
      <Uses {...{ found, plan }} />
    </section>
  );
}

/** One network as it is, with what is taken together marked, and as it will be. */
function Part({ before, after, taken, uses }: Becoming) {
  const { t } = useBlockTexts();
  return (
    <>
      <ol className={styles.before} aria-label={t("after.before")}>
        {planOrder(before).map((name) => (
          <li key={name} title={name} data-taken={taken.get(name)}>
            <Glyph family={familyOf(before.nodes[name]?.layer.kind ?? "")} size={13} />
          </li>
        ))}
      </ol>
      <ol className={styles.after} aria-label={t("after.later")}>
        {planOrder(after).map((name) => (
          <Tile key={name} name={name} network={after} made={uses.has(name)} />
        ))}
      </ol>
    </>
  );
}

interface TileProps {
  name: string;
  network: Network;
  made: boolean;
}

function Tile({ name, network, made }: TileProps) {
  const layer = network.nodes[name]?.layer;
  if (layer === undefined) return null;
  const repeat = isUse(layer) ? repeatOf(layer) : 1;
  const given = made ? held(layer) : "";
  return (
    <li data-made={made} data-row={repeat > 1}>
      <Glyph family={familyOf(layer.kind)} size={13} />
      <span className={styles.name}>{name}</span>
      {repeat > 1 && <b>×&nbsp;{repeat}</b>}
      {given !== "" && <code>{given}</code>}
    </li>
  );
}

/** So many uses of one definition, and that they hold what stood there before. */
function Uses({ found, plan }: Pick<AfterGroupingProps, "found" | "plan">) {
  const { t } = useBlockTexts();
  const reports = useStore(checkStore, ({ answer }) => answer?.networks);
  if (found.open !== null || reports === undefined) return null;
  const sizes = plan.replaced.map(({ role, nodes }) =>
    [...nodes.values()].reduce(
      (sum, node) => sum + (reports[role]?.nodes[node]?.parameters ?? 0),
      0,
    ),
  );
  const [first = 0] = sizes;
  const alike = sizes.length > 1 && sizes.every((size) => size === first);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const parameters = alike ? `${sizes.length} × ${figure(first)}` : figure(whole);
  return <p className={styles.foot}>{t("after.uses", { count: sizes.length, parameters })}</p>;
}
