import { lazy, Suspense } from "react";
import { useDocument } from "@/graph/documentStore";
import { patiently } from "@/ui/patiently";
import { useEditor } from "./editorStore";

const Finder = lazy(() =>
  patiently(() => import("./Finder")).then(({ Finder }) => ({ default: Finder })),
);
const CheatSheet = lazy(() =>
  patiently(() => import("./CheatSheet")).then(({ CheatSheet }) => ({ default: CheatSheet })),
);
const Conflict = lazy(() =>
  patiently(() => import("./Conflict")).then(({ Conflict }) => ({ default: Conflict })),
);

const Palette = lazy(() =>
  patiently(() => import("./Palette")).then(({ Palette }) => ({ default: Palette })),
);
const SelectionBar = lazy(() =>
  patiently(() => import("./SelectionBar")).then(({ SelectionBar }) => ({ default: SelectionBar })),
);

/** What is seldom on screen is loaded when it first is. */
export function FinderWhenOpen() {
  const finder = useEditor((state) => state.finder);
  return <Suspense>{finder && <Finder {...finder} />}</Suspense>;
}

export function CheatSheetWhenOpen() {
  const opened = useEditor((state) => state.cheatSheet);
  return <Suspense>{opened && <CheatSheet />}</Suspense>;
}

export function ConflictWhenThere() {
  const conflicting = useDocument((state) => state.saving === "conflict");
  return <Suspense>{conflicting && <Conflict />}</Suspense>;
}

export function PaletteWhenOpen() {
  const scope = useEditor((state) => state.palette);
  return <Suspense>{scope && <Palette scope={scope} />}</Suspense>;
}

/** What can be done with several nodes at once. */
export function SelectionBarWhenSeveral() {
  const several = useDocument((state) => !state.readOnly && state.selection.length > 1);
  return <Suspense>{several && <SelectionBar />}</Suspense>;
}
