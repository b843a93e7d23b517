import { type ReactNode, useCallback, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { heard } from "@/api/heard";
import type { DetectionsFrame } from "@/schema/schema.gen";
import { useSamples } from "../ask/useSamples";
import { watchTile } from "../node/seenTiles";
import { firstFrame, isStale, untrained } from "../node/untrained";
import { shown, shownOutputs } from "../run/shown";
import { useDataset } from "../run/useDataset";
import { BoxesPicture } from "./BoxesPicture";
import styles from "./BoxesTile.module.css";
import { judgedBeside, wordsOf } from "./beside";
import { detectionsOf } from "./boxes";
import { boxesLook } from "./boxesLook";

interface BoxesTileProps {
  role: string;
  node: string;
  width: number;
  height: number;
  /** What stands here of a run that told no boxes of the sample on screen. */
  children: ReactNode;
}

/** On the tile of an answer that is boxes: the sample on screen, with those that are there and those that were found. */
export function BoxesTile({ role, node, width, height, children }: BoxesTileProps) {
  const { t } = useTranslation("views");
  const found = useFound(role, node);
  const told = useMemo(() => (found === null ? null : detectionsOf(found)), [found]);
  const dataset = useDataset();
  const samples = useMemo(() => (found === null ? [] : [found.sample]), [found]);
  const { data } = useSamples(dataset?.kind, samples);
  const least = useStore(boxesLook, (look) => look.least);
  const watch = useCallback((room: Element | null) => watchTile(room, role, node), [role, node]);
  const [drawn] = judgedBeside(told, data, least);
  if (drawn === undefined || drawn.sample < 0) return children;
  return (
    <div
      ref={watch}
      className={styles.tile}
      style={{ width, height }}
      role="img"
      aria-label={t("boxes.picture", wordsOf(drawn))}
    >
      <BoxesPicture data={data} shown={drawn} />
    </div>
  );
}

const subscribe = heard(["node_outputs", "playhead"], shown, untrained);

function useFound(role: string, node: string): DetectionsFrame | null {
  return useSyncExternalStore(subscribe, () => {
    const learnt = isStale(role, node) ? undefined : shownOutputs(role)?.frame;
    return (learnt ?? firstFrame("outputs", role, node))?.found ?? null;
  });
}
