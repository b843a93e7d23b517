import { lazy, Suspense, useState } from "react";
import { SampleChooser } from "@/features/run/SampleChooser";
import { patiently } from "@/ui/patiently";

const SamplesDialog = lazy(() =>
  patiently(() => import("./SamplesDialog")).then((dialog) => ({ default: dialog.SamplesDialog })),
);

/** Which sample runs through the nodes; a press on it opens all the others. */
export function Chooser() {
  const [sample, setSample] = useState<number | null>(null);
  return (
    <>
      <SampleChooser onBrowse={setSample} />
      {sample !== null && (
        <Suspense>
          <SamplesDialog sample={sample} onClose={() => setSample(null)} />
        </Suspense>
      )}
    </>
  );
}
