import { lazy, Suspense, useState } from "react";
import { useStore } from "zustand";
import { patiently } from "@/ui/patiently";
import { large } from "./large";

const NodeLargeDialog = lazy(() =>
  patiently(() => import("./NodeLargeDialog")).then((dialog) => ({
    default: dialog.NodeLargeDialog,
  })),
);

/** The place of the large view; stands once on a page, and fetches it when it is first asked for. */
export function NodeLarge() {
  const open = useStore(large);
  const [last, setLast] = useState(open);
  if (open !== null && open !== last) setLast(open);
  if (last === null) return null;
  return (
    <Suspense>
      <NodeLargeDialog shown={last} opened={open !== null} />
    </Suspense>
  );
}
