/** The canvas by name: its keys, its buttons, its layers and those to insert. */
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { ALIGNMENTS, DISTRIBUTIONS, needs } from "@/graph/align";
import { groupsOf } from "@/graph/annotating";
import { layerSpec, offeredBlock, offeredKinds } from "@/graph/catalogue";
import { useDocument, useHistory, useRoles, useSheet } from "@/graph/documentStore";
import { planOrder } from "@/graph/order";
import { insideOn, nameOf, startOfPath } from "@/graph/sheet";
import { type Action, pressing, type Say } from "@/ui/actions";
import { DEEDS, type KeyDeed, type Need } from "@/ui/keys";
import { pressKey } from "@/ui/press";
import { useLayerTexts } from "@/ui/useLayerTexts";
import { alignSelected } from "../arrange/arranging";
import { focusNode } from "../canvas/focusing";
import { useRunNetworkDeeds } from "../canvas/useRunNetworkDeeds";
import { goToNetwork, middleOfView, zoomBy } from "../canvas/viewport";
import { announce } from "../editorStore";
import { copies } from "../problems/copies";
import { insertLayer } from "./inserting";

export function useEditorActions(): Action[] {
  return [
    ...useKeys(),
    ...useCanvasActions(),
    ...useNetworks(),
    ...useRunNetworkDeeds(),
    ...useCopies(),
    ...useNodes(),
    ...useInsertions(),
  ];
}

const roleName = (role: string) => (t: Say) =>
  t(`common:roles.${role as "generator"}`, { defaultValue: role });
const layerName = (kind: string) => (t: Say) => t(`layers:kinds.${kind}` as "layers:kinds.input");

/** What kind of layer it is, and in which network where there are several. */
function asideOf(id: string, kind: string): (t: Say) => string {
  const kindName = layerName(kind);
  const role = startOfPath(id).slice(0, -1);
  return (t) => [kindName(t), ...(role === "" ? [] : [roleName(role)(t)])].join(" · ");
}

function useNodes(): Action[] {
  const network = useSheet();
  const flow = useReactFlow();
  return planOrder(network).map((id) => ({
    id: `node-${id}`,
    section: "nodes",
    name: () => nameOf(id),
    aside: asideOf(id, network.nodes[id]?.layer.kind ?? ""),
    run: () => focusNode(id, flow),
  }));
}

/** What a key of the canvas would find. */
function useThere(): Readonly<Record<Need, boolean>> {
  const { canUndo, canRedo } = useHistory();
  const network = useSheet();
  const layers = useDocument((state) => state.selection);
  const inside = useDocument((state) => insideOn(state) !== null);
  const others = useDocument(
    ({ selectedWires, selectedComments, selectedGroups }) =>
      selectedWires.length + selectedComments.length + selectedGroups.length,
  );
  const framed = useDocument((state) => state.selectedGroups.length > 0);
  return {
    layer: layers.length > 0,
    selection: layers.length + others > 0,
    use: layers.some((id) => network.nodes[id]?.layer.kind === "block"),
    group: framed || groupsOf(network, layers).length > 0,
    inside,
    past: canUndo,
    future: canRedo,
  };
}

/** What their buttons call them. */
const ALSO: Partial<Record<KeyDeed["name"], (t: Say) => string>> = {
  help: (t) => t("app:studio.shortcuts"),
  fit: (t) => t("editor:zoom.fit"),
};

/** The keys of the canvas. Those of the run and of the timeline are said where their buttons are. */
function useKeys(): Action[] {
  const readOnly = useDocument((state) => state.readOnly);
  const there = useThere();
  const why = ({ press, needs: needed }: KeyDeed): Action["why"] => {
    if (press === undefined) return (t) => t("editor:commands.why.byKey");
    if (needed === undefined || there[needed]) return null;
    return (t) => t(`editor:commands.why.${needed}`);
  };
  return DEEDS.filter(
    ({ group, press, reads }) =>
      (reads || !readOnly) && group !== "run" && (group !== "time" || press === undefined),
  ).map((deed) => ({
    id: deed.name,
    section: deed.group,
    name: (t) => t(`editor:keys.${deed.name}`),
    aside: ALSO[deed.name],
    keys: deed.shown,
    why: why(deed),
    run: () => deed.press && pressKey(deed.press),
  }));
}

function useCanvasActions(): Action[] {
  const flow = useReactFlow();
  const readOnly = useDocument((state) => state.readOnly);
  const selected = useDocument((state) => state.selection.length + state.selectedComments.length);
  const aligned = [...ALIGNMENTS, ...DISTRIBUTIONS].map(
    (alignment): Action => ({
      id: `align-${alignment}`,
      section: "edit",
      name: (t) => t(`editor:align.${alignment}`),
      why: selected < needs(alignment) ? (t) => t("editor:commands.why.several") : null,
      run: () => alignSelected(alignment),
    }),
  );
  return [
    {
      id: "zoom-in",
      section: "canvas",
      name: (t) => t("editor:zoom.in"),
      run: () => zoomBy(flow.zoomIn),
    },
    {
      id: "zoom-out",
      section: "canvas",
      name: (t) => t("editor:zoom.out"),
      run: () => zoomBy(flow.zoomOut),
    },
    ...pressing("problems", "canvas", (t) => t("editor:problems.list")),
    ...pressing("blocks", "layers", (t) => t("layers:families.block")),
    ...(readOnly ? [] : aligned),
  ];
}

/** The networks of the experiment, where there are several. */
function useNetworks(): Action[] {
  const flow = useReactFlow();
  const role = useDocument((state) => state.role);
  const roles = useRoles();
  if (roles.length < 2) return [];
  return roles.map((each) => ({
    id: `role-${each}`,
    section: "canvas",
    name: roleName(each),
    aside: (t) => t("views:roles.label"),
    on: each === role,
    run: () => goToNetwork(each, flow),
  }));
}

/** Another tab saved first: which copy stays. */
function useCopies(): Action[] {
  const conflicting = useDocument((state) => state.saving === "conflict");
  if (!conflicting) return [];
  return (["mine", "theirs"] as const).map((which) => ({
    id: `conflict-${which}`,
    section: "page",
    name: (t) => t(`editor:conflict.${which}`),
    run: () => void copies[which](),
  }));
}

function useInsertions(): Action[] {
  const { t: say } = useTranslation("editor");
  const readOnly = useDocument((state) => state.readOnly);
  const flow = useReactFlow();
  const texts = useLayerTexts();
  const blocks = useDocument(({ document }) => document?.blocks);
  if (readOnly) return [];
  const insert = (offer: string) => () => {
    const id = nameOf(insertLayer(offer, null, middleOfView(flow)));
    announce(say("news.inserted", { id }));
  };
  const own = Object.keys(blocks ?? {}).map(
    (block): Action => ({
      id: `block-${block}`,
      section: "layers",
      name: () => block,
      aside: layerName("block"),
      run: insert(offeredBlock(block)),
    }),
  );
  const kinds = offeredKinds.map(
    (kind): Action => ({
      id: `layer-${kind}`,
      section: "layers",
      name: layerName(kind),
      also: texts.torch(kind),
      aside: (t) =>
        `${kind} · ${t(`layers:families.${layerSpec(kind).family}` as "layers:families.input")}`,
      run: insert(kind),
    }),
  );
  return [...own, ...kinds];
}
