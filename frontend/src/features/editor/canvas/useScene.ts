import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useToldProblems } from "@/graph/begun";
import { layerSpec } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { useDocument, useRoles, useSheet } from "@/graph/documentStore";
import { type Experiment, rolesOf } from "@/graph/experiment";
import type { NodeBox } from "@/graph/geometry";
import { wireText } from "@/graph/ports";
import { onSheet, placing } from "@/graph/sheet";
import type { Edge, Value } from "@/graph/types";
import { useLayerWords } from "@/locales/layerWords";
import { shape } from "@/ui/format";
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

/** What the check says, by the names of the sheet. Places on the canvas change nothing of it. */
function useKnown(document: Experiment | null) {
  const answer = useCheck((state) => state.answer);
  const known = useCheck((state) => state.outputs);
  const roles = rolesOf(document).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document the roles alone
  return useMemo(
    () => ({
      reports: onSheet(document, (role) => answer?.networks[role]?.nodes),
      outputs: onSheet(document, (role) => known[role]),
    }),
    [answer, known, roles],
  );
}

/** The document, its check and the selection as React Flow draws them. */
export function useScene(): SceneOnCanvas {
  const { t } = useTranslation("editor");
  const words = useLayerWords();
  const document = useDocument((state) => state.document);
  const selection = useDocument((state) => state.selection);
  const selectedWires = useDocument((state) => state.selectedWires);
  const network = useSheet();
  const { reports, outputs } = useKnown(document);
  const problems = useToldProblems();
  const openedBeads = useEditor((state) => state.openedBeads);
  const unchanged = useUnchanged();
  const boxes = useRef(new Kept<NodeBox>());
  const kept = useRef(new Kept<LayerData>());
  const keptWires = useRef(new Kept<WireData>());

  const roles = useRoles();
  const placed = useMemo(() => placing(roles), [roles]);

  const data = useMemo(
    () =>
      layerData(
        { network, placed, reports, outputs, problems, openedBeads, unchanged },
        boxes.current,
        kept.current,
      ),
    [network, placed, reports, outputs, problems, openedBeads, unchanged],
  );

  const several = roles.length > 1;
  const roleName = useRoleName();
  const nodes = useMemo(() => {
    const label = (_: string, known: LayerData, place: number, all: number) => {
      const kind = words.name(layerSpec(known.layer.kind));
      const { role, name } = known;
      const id = several ? t("node.of", { role: roleName(role), name }) : name;
      const parts: string[] = [t("node.label", { id, kind, place, all })];
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
    const said = { role: t("roles.wire"), label };
    return flowEdges(network, data, new Set(selectedWires), keptWires.current, said);
  }, [network, data, selectedWires, t]);
  return { nodes, edges };
}
