import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useToldProblems } from "@/graph/begun";
import { layerSpec } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { useDocument, useNetwork } from "@/graph/documentStore";
import type { NodeBox } from "@/graph/geometry";
import { wireText } from "@/graph/ports";
import type { Edge, Value } from "@/graph/types";
import { useLayerWords } from "@/locales/layerWords";
import { shape } from "@/ui/format";
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

const NO_OUTPUTS = {};

/** The document, its check and the selection as React Flow draws them. */
export function useScene(): SceneOnCanvas {
  const { t } = useTranslation("editor");
  const words = useLayerWords();
  const role = useDocument((state) => state.role);
  const selection = useDocument((state) => state.selection);
  const selectedWires = useDocument((state) => state.selectedWires);
  const network = useNetwork();
  const report = useCheck((state) => state.answer?.networks[role]);
  const outputs = useCheck((state) => state.outputs[role] ?? NO_OUTPUTS);
  const problems = useToldProblems();
  const openedBeads = useEditor((state) => state.openedBeads);
  const unchanged = useUnchanged();
  const boxes = useRef(new Kept<NodeBox>());
  const kept = useRef(new Kept<LayerData>());
  const keptWires = useRef(new Kept<WireData>());

  const data = useMemo(
    () =>
      layerData(
        { role, network, report, outputs, problems, openedBeads, unchanged },
        boxes.current,
        kept.current,
      ),
    [role, network, report, outputs, problems, openedBeads, unchanged],
  );

  const nodes = useMemo(() => {
    const label = (id: string, known: LayerData, place: number, all: number) => {
      const kind = words.name(layerSpec(known.layer.kind));
      const parts: string[] = [t("node.label", { id, kind, place, all })];
      if (known.value) parts.push(t("node.gives", { shape: shape(known.value.sides) }));
      if (known.problems > 0) parts.push(t("node.faults", { count: known.problems }));
      return parts.join(t("comma"));
    };
    const role = t("roles.layer");
    return flowNodes(network, data, { selection: new Set(selection), role, label });
  }, [network, data, selection, t, words]);

  const edges = useMemo(() => {
    const label = (edge: Edge, carried: Value | null) =>
      [t("wire", wireText(network, edge)), ...(carried ? [shape(carried.sides)] : [])].join(
        t("comma"),
      );
    const said = { role: t("roles.wire"), label };
    return flowEdges(network, data, new Set(selectedWires), keptWires.current, said);
  }, [network, data, selectedWires, t]);
  return { nodes, edges };
}
