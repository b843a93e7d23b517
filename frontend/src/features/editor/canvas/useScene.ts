import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useToldProblems } from "@/graph/begun";
import { useEnds } from "@/graph/blocks/useEnds";
import { layerSpec } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { useDocument, useLying, useRoles, useSheet } from "@/graph/documentStore";
import type { NodeBox } from "@/graph/geometry";
import { wireText } from "@/graph/ports";
import { insideOn, type Lying, onSheet } from "@/graph/sheet";
import type { Edge, Value } from "@/graph/types";
import { useLayerWords } from "@/locales/layerWords";
import { count, shape } from "@/ui/format";
import { useRoleName } from "@/ui/useRoleName";
import { useUnchanged } from "@/views/run/useUnchanged";
import { useEditor } from "../editorStore";
import {
  flowEdges,
  flowNodes,
  Kept,
  type LayerData,
  type LayerFlowNode,
  layerData,
  type WireData,
  type WireFlowEdge,
} from "./flow";

interface SceneOnCanvas {
  readonly nodes: LayerFlowNode[];
  readonly edges: WireFlowEdge[];
}

const NO_ENDS: ReadonlyMap<string, string> = new Map();

/** What the check says, by the names of the sheet. Places on the canvas change nothing of it. */
function useKnown(lying: Lying) {
  const answer = useCheck((state) => state.answer);
  const known = useCheck((state) => state.outputs);
  const { networks, blocks } = lying.document ?? {};
  const { opened } = lying;
  const inside = useEnds(insideOn(lying) !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document its networks and blocks alone
  return useMemo(() => {
    const told = (role: string) => answer?.networks[role]?.nodes;
    return {
      reports: inside
        ? { ...onSheet(lying, told), ...inside.endReports(lying, told) }
        : onSheet(lying, told),
      outputs: onSheet(lying, (role) => known[role]),
      ends: inside?.endsInside(lying) ?? NO_ENDS,
      inside,
    };
  }, [answer, known, networks, blocks, opened, inside]);
}

/** The document, its check and the selection as React Flow draws them. */
export function useScene(): SceneOnCanvas {
  const { t } = useTranslation("editor");
  const words = useLayerWords();
  const lying = useLying();
  const selection = useDocument((state) => state.selection);
  const selectedWires = useDocument((state) => state.selectedWires);
  const network = useSheet();
  const { reports, outputs, ends, inside } = useKnown(lying);
  const problems = useToldProblems();
  const openedBeads = useEditor((state) => state.openedBeads);
  const unchanged = useUnchanged();
  const boxes = useRef(new Kept<NodeBox>());
  const kept = useRef(new Kept<LayerData>());
  const keptWires = useRef(new Kept<WireData>());

  const data = useMemo(
    () =>
      layerData(
        { lying, network, ends, reports, outputs, problems, openedBeads, unchanged },
        boxes.current,
        kept.current,
      ),
    [lying, network, ends, reports, outputs, problems, openedBeads, unchanged],
  );

  const several = useRoles().length > 1;
  const roleName = useRoleName();
  const nodes = useMemo(() => {
    const label = (_: string, known: LayerData, place: number, all: number) => {
      const kind = words.name(layerSpec(known.layer.kind));
      const { role, title: name } = known;
      const id = several ? t("node.of", { role: roleName(role), name }) : name;
      const parts: string[] = [t("node.label", { id, kind, place, all })];
      if (known.repeat > 1) parts.push(t("node.repeated", { count: known.repeat }));
      if (known.repeat > 0)
        parts.push(t("node.parameters", { figure: count(known.report?.parameters) }));
      if (known.value) parts.push(t("node.gives", { shape: shape(known.value.sides) }));
      if (known.problems > 0) parts.push(t("node.faults", { count: known.problems }));
      return parts.join(t("comma"));
    };
    const role = t("roles.layer");
    return flowNodes(network, data, { selection: new Set(selection), role, label });
  }, [network, data, selection, t, words, several, roleName]);

  const edges = useMemo(() => {
    const label = (edge: Edge, carried: Value | null) =>
      [t("wire", wireText(network, edge)), ...(carried ? [shape(carried.sides)] : [])].join(
        t("comma"),
      );
    const said = { role: t("roles.wire"), label, skips: inside?.skipsIn(network) };
    return flowEdges(network, data, new Set(selectedWires), keptWires.current, said);
  }, [network, data, selectedWires, inside, t]);
  return { nodes, edges };
}
