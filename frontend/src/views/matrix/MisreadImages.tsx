import { lazy, Suspense, useState } from "react";
import { useStore } from "zustand";
import { patiently } from "@/ui/patiently";
import { misread } from "./misread";

const MisreadDialog = lazy(() =>
  patiently(() => import("./MisreadDialog")).then((dialog) => ({ default: dialog.MisreadDialog })),
);

interface MisreadImagesProps {
  classNames: readonly string[];
}

/** The place of the images behind a confusion cell; fetched when it is first asked for. */
export function MisreadImages({ classNames }: MisreadImagesProps) {
  const cell = useStore(misread);
  const [last, setLast] = useState(cell);
  if (cell !== null && cell !== last) setLast(cell);
  if (last === null) return null;
  return (
    <Suspense>
      <MisreadDialog cell={last} opened={cell !== null} classNames={classNames} />
    </Suspense>
  );
}
