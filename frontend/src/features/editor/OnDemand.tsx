import { lazy, Suspense } from "react";
import { useDocument } from "@/graph/documentStore";
import { useEditor } from "./editorStore";

const Finder = lazy(() => import("./Finder").then(({ Finder }) => ({ default: Finder })));
const CheatSheet = lazy(() =>
  import("./CheatSheet").then(({ CheatSheet }) => ({ default: CheatSheet })),
);
const Conflict = lazy(() => import("./Conflict").then(({ Conflict }) => ({ default: Conflict })));

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
